using System.Collections.Concurrent;
using System.CommandLine;
using Harness.Analysis.Results;
using Harness.Cli.Terminal;
using Harness.Controller;
using Harness.Controller.Launching;
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
        var settings = SharedOptions.Set();
        var engine = new Option<string?>("--engine") { Description = "What decides when connections are opened: built_in, or nbomber where it is built in; short for --set engine=WORD", HelpName = "WORD" };
        var output = SharedOptions.Out("each run's result folder is");
        var quiet = SharedOptions.Quiet();
        var command = new Command("run", "Runs scenarios and writes a result folder for each.")
        {
            files, settings, engine, output, quiet,
        };
        command.SetAction(async (parsed, _) => (int)await RunAsync(
            parsed.GetValue(files)!, Settings(parsed.GetValue(settings), parsed.GetValue(engine)), parsed.GetValue(output)!, parsed.GetValue(quiet)));
        return command;
    }

    private static string[] Settings(string[]? settings, string? engine) => [.. settings ?? [], .. engine is null ? Array.Empty<string>() : [$"engine={engine}"]];

    private static async Task<ExitCode> RunAsync(string[] paths, string[] settings, string output, bool isQuiet)
    {
        var all = ScenarioFiles.Plan(ScenarioFiles.Find(paths), settings);
        var skipped = all.Select(p => (p.Scenario.Name, Why: KernelNeeds.Missing(p.Scenario))).Where(s => s.Why is not null).ToList();
        skipped.ForEach(s => Console.Error.WriteLine($"{s.Name}: skipped, {s.Why}"));
        List<RunPlan> plans = [.. all.Where(p => KernelNeeds.Missing(p.Scenario) is null)];
        OptionalParts.Require(plans, OptionalParts.Engines);
        using var interrupt = new Interrupt();
        var summaries = new ConcurrentDictionary<RunPlan, RunSummary>();

        // Those that only wait for the kernel's clocks disturb nobody; the others each have the machine for themselves.
        List<RunPlan> beside = [.. plans.Where(p => p.Scenario.AtOnce > 1)];
        beside = beside.Count > 1 ? beside : [];
        using var places = new SemaphoreSlim(TrialsPerProcessor * Environment.ProcessorCount);
        var codes = await Task.WhenAll(beside.Select(p => RunOneAsync(p, output, isQuiet, places, summaries, interrupt.Token)));
        var worst = codes.Aggregate(ExitCode.Success, Worse);
        List<RunPlan> alone = [.. plans.Except(beside)];
        foreach (var (index, plan) in alone.Index())
        {
            if (interrupt.Token.IsCancellationRequested)
            {
                Console.Error.WriteLine($"harness: interrupted; not run: {string.Join(", ", alone.Skip(index).Select(p => p.Scenario.Name))}");
                worst = ExitCode.Interrupted;
                break;
            }

            worst = Worse(worst, await RunOneAsync(plan, output, isQuiet, places: null, summaries, interrupt.Token));
        }

        if (summaries.Count + skipped.Count > 1)
        {
            SummaryView.PrintTable(Output.Console, [.. plans.Where(summaries.ContainsKey).Select(p => summaries[p])], skipped);
        }

        return plans.Count == 0 ? ExitCode.Machine : worst;
    }

    private static async Task<ExitCode> RunOneAsync(RunPlan plan, string output, bool isQuiet, SemaphoreSlim? places, ConcurrentDictionary<RunPlan, RunSummary> summaries, CancellationToken interrupt)
    {
        using var folder = ResultFolder.Create(output, new OutputFiles());
        using var progress = places is null ? Progress.Create(isQuiet) : Progress.CreatePlain(isQuiet);
        try
        {
            var run = new ScenarioRun(plan, AgentPrograms.For(plan), new Observers(folder, progress), folder.Log, TimeProvider.System, places);
            var (end, summary) = await run.RunAsync(interrupt);
            progress.Dispose();
            summaries[plan] = summary;
            var report = Home.Shown(Report.Write(folder.Folder));
            lock (summaries)
            {
                SummaryView.Print(Output.Console, plan, summary, report);
            }

            return end switch
            {
                RunEnd.Interrupted => ExitCode.Interrupted,
                RunEnd.BrokeOff => ExitCode.BrokeOff,
                _ => summary.Verdict == Verdict.Missed ? ExitCode.Missed : ExitCode.Success,
            };
        }
        catch (Exception e) when (e is MachineException or IOException or UnauthorizedAccessException)
        {
            // The other scenarios may still be able to run.
            progress.Dispose();
            return Failures.Report(e, plan.Scenario.Name);
        }
    }

    private static ExitCode Worse(ExitCode a, ExitCode b) => (ExitCode)Math.Max((int)a, (int)b);
}
