using System.CommandLine;
using System.Text;
using System.Text.Json;
using Harness.Analysis.Results;
using Harness.Analysis.Words;
using Harness.Cli.Running;
using Harness.Cli.Terminal;
using Harness.Controller.Launching;
using Harness.Linux.Files;
using Harness.Reporting;
using Harness.Reporting.Checking;
using Harness.Scenarios.Planning;

namespace Harness.Cli.Commands;

/// <summary><c>harness run FILE...</c></summary>
internal static class RunCommand
{
    public const string Examples =
        """
        Examples:
          ./run.sh run server-closes-first
          ./run.sh run server-closes-first --connections 5000 --copies 50
          ./run.sh run server-closes-first --rate 500 --for 30s
          ./run.sh run server-closes-after-delay --set server.close.after=2ms
          ./run.sh run scenarios/ci --out ~/results --json --junit run.xml
          ./run.sh run server-closes-first --hosts lab.yaml
          ./run.sh --with-nbomber run server-closes-first --engine nbomber

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
        var json = SharedOptions.Json();
        var junit = SharedOptions.File("--junit", "Writes a JUnit file: one test case per scenario, trial and expectation");
        var command = new Command("run", "Runs scenarios and writes a result folder for each.")
        {
            files, engine, output, quiet, json, junit,
        };
        var changes = new ChangeOptions(command);
        var hosts = new HostsOption(command);
        command.SetAction(async (parsed, _) => (int)await RunAsync(
            parsed.GetValue(files)!,
            hosts.Change(parsed, WithEngine(changes.Read(parsed), parsed.GetValue(engine))),
            hosts.Read(parsed, parsed.GetValue(quiet)),
            parsed.GetValue(output)!,
            parsed.GetValue(quiet),
            parsed.GetValue(json),
            parsed.GetValue(junit)));
        return command;
    }

    private static ScenarioChanges WithEngine(ScenarioChanges changes, string? engine) =>
        engine is null ? changes : changes with { Settings = [.. changes.Settings, new("--engine", "engine", engine)] };

    private static async Task<ExitCode> RunAsync(
        string[] paths, ScenarioChanges changes, HostLauncher? hosts, string output, bool isQuiet, bool isJson, string? junit)
    {
        var files = new OutputFiles();
        OutputPaths.RequireWritable(files, junit);
        var plans = ScenarioFiles.Plan(ScenarioFiles.Find(paths), changes);
        var batch = new RunBatch(plans, isJson);
        var runnable = batch.Runnable();
        OptionalParts.Require(runnable, OptionalParts.Engines);
        HostsOption.RequireNamed(hosts, runnable);
        using var interrupt = new Interrupt();
        using var parent = ResultParent.Open(output, files);
        var session = new RunSession(parent, isQuiet, interrupt.Token) { IsLatest = Home.IsResults(output), Hosts = hosts };
        Announce(runnable, isQuiet);
        var code = await batch.RunAsync(runnable, session, interrupt.Token);
        var report = new RunsReport
        {
            Runs = [.. batch.Runs.Select(r => new RunOutcome(r.Folder, r.Report, Math.Round(r.Took.TotalSeconds, 3), r.Summary))],
            NotRun = batch.NotRun,
        };
        if (junit is not null)
        {
            files.Write(Path.GetFullPath(junit), Encoding.UTF8.GetBytes(JUnitFile.Text(report)));
        }

        if (isJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(report, ResultJson.Indented.RunsReport));
        }
        else if (report.Runs.Count + report.NotRun.Count(n => n.IsSkipped) > 1)
        {
            SummaryView.PrintTable(
                Output.Console,
                [.. report.Runs.Select(r => r.Summary)],
                [.. report.NotRun.Where(n => n.IsSkipped).Select(n => (n.Scenario, (string?)n.Why))],
                plans.ToLookup(p => p.Scenario.Name).ToDictionary(p => p.Key, p => string.Join(' ', p.First().Scenario.Reproduces)));
        }

        return runnable.Count == 0 ? ExitCode.Machine : code;
    }

    // Whoever starts hundreds of trials should know before they have waited for them.
    private static void Announce(IReadOnlyList<RunPlan> plans, bool isQuiet)
    {
        if (plans.Count > 1 && !isQuiet)
        {
            var trials = plans.Sum(p => p.Scenario.Threshold?.Trials ?? p.Trials.Count);
            var most = plans.Any(p => p.Probe is not null) ? "at most " : "";
            Console.Error.WriteLine($"{plans.Count} scenarios, {most}{Format.Count(trials)} trials");
        }
    }
}
