using System.Collections.Concurrent;
using System.CommandLine;
using Harness.Analysis.Results;
using Harness.Cli.Running;
using Harness.Cli.Terminal;
using Harness.Controller;
using Harness.Controller.Machine;
using Harness.Linux.Files;
using Harness.Reporting;
using Harness.Scenarios.Planning;

namespace Harness.Cli.Commands;

/// <summary><c>harness run FILE...</c></summary>
internal static class RunCommand
{
    // Each trial is two processes that take a good part of a second to start.
    private const int TrialsPerProcessor = 8;

    public const string Examples =
        """
        Examples:
          ./run.sh run scenarios/server-closes-first.yaml
          ./run.sh run scenarios/server-closes-after-delay.yaml --set server.close.after=2ms
          ./run.sh run scenarios/ --out ~/results --quiet
          ./run.sh --with-nbomber run scenarios/server-closes-first.yaml --engine nbomber

        Exit codes: 0 all expectations hold, 1 one was missed, 2 command line or scenario wrong,
        3 this machine cannot run it, 4 the run broke off, 130 interrupted.
        """;

    public static Command Create()
    {
        var files = SharedOptions.Files();
        var engine = new Option<string?>("--engine")
        {
            Description = "What decides when connections are opened: built_in, or nbomber where it is built in; "
                + "short for --set engine=WORD",
            HelpName = "WORD",
        };
        var output = SharedOptions.Out("each run's result folder is");
        var quiet = SharedOptions.Quiet();
        var command = new Command("run", "Runs scenarios and writes a result folder for each.")
        {
            files, engine, output, quiet,
        };
        var changes = new ChangeOptions(command);
        command.SetAction(async (parsed, _) => (int)await RunAsync(
            parsed.GetValue(files)!,
            WithEngine(changes.Read(parsed), parsed.GetValue(engine)),
            parsed.GetValue(output)!,
            parsed.GetValue(quiet)));
        return command;
    }

    private static ScenarioChanges WithEngine(ScenarioChanges changes, string? engine) =>
        engine is null ? changes : changes with { Settings = [.. changes.Settings, new("--engine", "engine", engine)] };

    private static async Task<ExitCode> RunAsync(string[] paths, ScenarioChanges changes, string output, bool isQuiet)
    {
        var all = ScenarioFiles.Plan(ScenarioFiles.Find(paths), changes);
        var skipped = all.Select(p => (p.Scenario.Name, Why: KernelNeeds.Missing(p.Scenario))).Where(s => s.Why is not null).ToList();
        skipped.ForEach(s => Console.Error.WriteLine($"{s.Name}: skipped, {s.Why}"));
        List<RunPlan> plans = [.. all.Where(p => KernelNeeds.Missing(p.Scenario) is null)];
        OptionalParts.Require(plans, OptionalParts.Engines);
        using var interrupt = new Interrupt();
        using var parent = ResultParent.Open(output, new OutputFiles());
        var session = new RunSession(parent, isQuiet, interrupt.Token) { IsLatest = Home.IsResults(output) };
        var summaries = new ConcurrentDictionary<RunPlan, RunSummary>(ReferenceEqualityComparer.Instance);

        // Those that only wait for the kernel's clocks disturb nobody; the others each have the machine for themselves.
        List<RunPlan> beside = [.. plans.Where(p => p.Scenario.AtOnce > 1)];
        beside = beside.Count > 1 ? beside : [];
        using var places = new SemaphoreSlim(TrialsPerProcessor * Environment.ProcessorCount);
        var codes = await Task.WhenAll(beside.Select(p => RunOneAsync(session, p, summaries, places)));
        var worst = codes.Aggregate(ExitCode.Success, Worse);
        List<RunPlan> alone = [.. plans.Except(beside)];
        foreach (var (index, plan) in alone.Index())
        {
            if (interrupt.Token.IsCancellationRequested)
            {
                Console.Error.WriteLine(
                    $"harness: interrupted; not run: {string.Join(", ", alone.Skip(index).Select(p => p.Scenario.Name))}");
                worst = ExitCode.Interrupted;
                break;
            }

            worst = Worse(worst, await RunOneAsync(session, plan, summaries));
        }

        if (summaries.Count + skipped.Count > 1)
        {
            SummaryView.PrintTable(
                Output.Console,
                [.. plans.Where(summaries.ContainsKey).Select(p => summaries[p])],
                skipped,
                all.ToLookup(p => p.Scenario.Name).ToDictionary(p => p.Key, p => string.Join(' ', p.First().Scenario.Reproduces)));
        }

        return plans.Count == 0 ? ExitCode.Machine : worst;
    }

    private static async Task<ExitCode> RunOneAsync(
        RunSession session, RunPlan plan, ConcurrentDictionary<RunPlan, RunSummary> summaries, SemaphoreSlim? places = null)
    {
        try
        {
            var run = await session.RunAsync(plan, drawsReport: true, places);
            summaries[plan] = run.Summary;
            lock (summaries)
            {
                SummaryView.Print(Output.Console, plan, run.Summary, run.Report, run.Diagrams);
            }

            return ExitCodes.Of(run.End, run.Summary.Verdict);
        }
        catch (Exception e) when (RunFailure.IsForeseen(e))
        {
            // The other scenarios may still be able to run.
            return ExitCodes.Report(e, plan.Scenario.Name);
        }
    }

    private static ExitCode Worse(ExitCode a, ExitCode b) => (ExitCode)Math.Max((int)a, (int)b);
}
