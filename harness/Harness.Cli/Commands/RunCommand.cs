using System.CommandLine;
using Harness.Cli.Terminal;
using Harness.Controller;
using Harness.Controller.Launching;
using Harness.Linux;
using Harness.Model.Results;
using Harness.Model.Running;
using Harness.Reporting;

namespace Harness.Cli.Commands;

/// <summary><c>harness run FILE...</c></summary>
internal static class RunCommand
{
    public const string Examples =
        """
        Examples:
          ./run.sh run scenarios/server-closes-first.yaml
          ./run.sh run scenarios/server-closes-after-delay.yaml --set server.close.after=2ms
          ./run.sh run scenarios/ --out /tmp/results --quiet
          ./run.sh --with-nbomber run scenarios/server-closes-first.yaml --engine nbomber

        Exit codes: 0 all expectations hold, 1 one was missed, 2 command line or scenario wrong,
        3 this machine cannot run it, 4 the run broke off, 130 interrupted.
        """;

    public static Command Create()
    {
        var files = ScenarioFiles.Argument();
        var settings = ScenarioFiles.Setting();
        var engine = new Option<string?>("--engine") { Description = "What decides when connections are opened: built_in, or nbomber where it is built in; short for --set engine=WORD", HelpName = "WORD" };
        var output = new Option<string?>("--out") { Description = "The folder in which each run's result folder is made (default: results/)", HelpName = "DIR" };
        var quiet = new Option<bool>("--quiet") { Description = "No progress on stderr" };
        var command = new Command("run", "Runs scenarios and writes a result folder for each.")
        {
            files, settings, engine, output, quiet,
        };
        command.SetAction(async (parsed, _) => (int)await RunAsync(
            parsed.GetValue(files)!, Settings(parsed.GetValue(settings), parsed.GetValue(engine)), parsed.GetValue(output) ?? Home.Results, parsed.GetValue(quiet)));
        return command;
    }

    private static string[] Settings(string[]? settings, string? engine) => [.. settings ?? [], .. engine is null ? Array.Empty<string>() : [$"engine={engine}"]];

    private static async Task<ExitCode> RunAsync(string[] paths, string[] settings, string output, bool isQuiet)
    {
        var plans = ScenarioFiles.Plan(ScenarioFiles.Find(paths), settings);
        using var interrupt = new Interrupt();
        var summaries = new List<RunSummary>();
        var worst = ExitCode.Success;
        foreach (var (index, plan) in plans.Index())
        {
            worst = Worse(worst, await RunOneAsync(plan, output, isQuiet, summaries, interrupt.Token));
            if (interrupt.Token.IsCancellationRequested && index < plans.Count - 1)
            {
                Console.Error.WriteLine($"harness: interrupted; not run: {string.Join(", ", plans.Skip(index + 1).Select(p => p.Scenario.Name))}");
                worst = ExitCode.Interrupted;
                break;
            }
        }

        if (summaries.Count > 1)
        {
            SummaryView.PrintTable(summaries);
        }

        return worst;
    }

    private static async Task<ExitCode> RunOneAsync(RunPlan plan, string output, bool isQuiet, List<RunSummary> summaries, CancellationToken interrupt)
    {
        var files = new WholeFile();
        using var folder = ResultFolder.Create(output, files);
        using var progress = Progress.Create(isQuiet);
        try
        {
            OptionalParts.Require([plan], OptionalParts.Engines);
            var run = new ScenarioRun(plan, Home.Agent, new Observers(folder, progress), TimeProvider.System);
            var (end, summary) = await run.RunAsync(interrupt);
            progress.Dispose();
            summaries.Add(summary);
            SummaryView.Print(plan, summary, Home.Shown(Report.Write(folder.Path, files)));
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
