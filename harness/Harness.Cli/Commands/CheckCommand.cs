using System.CommandLine;
using Harness.Cli.Checking;

namespace Harness.Cli.Commands;

/// <summary><c>harness check FILE... --baseline DIR</c></summary>
internal static class CheckCommand
{
    public const string Examples =
        "Structural metrics (who closed first, TIME_WAITs entered, failures, errors, requests per connection) "
        + "must be as in the baseline. Speed is "
        + "judged relative to control trials run in between, and only where kernel, cores and runtime are the baseline's. "
        + "docs/ci.md has complete CI jobs.\n\n"
        + """
        Examples:
          ./run.sh check scenarios/ci --baseline results/baselines
          ./run.sh check scenarios/ci --baseline results/baselines \
              --junit check.xml --markdown check.md
          ./run.sh check scenarios/ci --baseline results/baselines --update
          ./run.sh check my.yaml --baseline baselines --structural --json
          ./run.sh check my.yaml --baseline baselines/lab --hosts lab.yaml

        Exit codes: 0 all as in the baselines, 1 a metric moved, 2 command line, scenario or baseline wrong or missing,
        3 this machine cannot run it, 4 a run broke off, 130 interrupted.
        """;

    public static Command Create()
    {
        var files = SharedOptions.Files();
        var baseline = new Option<string>("--baseline")
        {
            Description = "The folder of the baselines, one file per scenario",
            HelpName = "DIR",
            Required = true,
        };
        var update = new Option<bool>("--update")
        {
            Description = "Writes the baselines instead of comparing with them; a baseline that still holds is not changed",
        };
        var structural = new Option<bool>("--structural")
        {
            Description = "Structural metrics only: faster, and the same on every machine",
        };
        var repeat = SharedOptions.Number("--repeat", "Rounds for speed", "6, with --update 12", 1000);
        var junit = SharedOptions.File("--junit", "Writes a JUnit file: one test case per scenario and metric");
        var markdown = SharedOptions.File("--markdown", "Writes Markdown for a pull-request comment or a job summary");
        var benchmark = SharedOptions.File("--benchmark-json", "Writes the list that github-action-benchmark reads (customBiggerIsBetter)");
        var json = SharedOptions.Json();
        var output = SharedOptions.Out("the check's result folders are");
        var quiet = SharedOptions.Quiet();
        var command = new Command("check", "Runs scenarios and compares them with stored baselines, for CI.")
        {
            files, baseline, update, structural, repeat, junit, markdown, benchmark, json, output, quiet,
        };
        var changes = new ChangeOptions(command);
        var hosts = new HostsOption(command);
        command.SetAction(async (parsed, _) => (int)await new CheckRun(new CheckOptions
        {
            Paths = parsed.GetValue(files)!,
            Baselines = parsed.GetValue(baseline)!,
            Changes = hosts.Change(parsed, changes.Read(parsed)),
            Hosts = hosts.Read(parsed, parsed.GetValue(quiet)),
            Inventory = hosts.PathOf(parsed),
            IsUpdate = parsed.GetValue(update),
            IsStructuralOnly = parsed.GetValue(structural),
            Repeat = parsed.GetValue(repeat),
            Output = parsed.GetValue(output)!,
            IsQuiet = parsed.GetValue(quiet),
            IsJson = parsed.GetValue(json),
            JUnit = parsed.GetValue(junit),
            Markdown = parsed.GetValue(markdown),
            BenchmarkJson = parsed.GetValue(benchmark),
        }).RunAsync());
        return command;
    }
}
