using System.Diagnostics;
using Harness.Analysis.Catalogue;
using Harness.Analysis.Checking;
using Harness.Analysis.Results;
using Harness.Cli.Commands;
using Harness.Cli.Running;
using Harness.Controller;
using Harness.Controller.Machine;
using Harness.Linux.Files;
using Harness.Reporting;
using Harness.Reporting.Checking;
using Harness.Reporting.Folders;
using Harness.Scenarios.Planning;

namespace Harness.Cli.Checking;

/// <summary>One check: read the baselines, run, then judge or update.</summary>
internal sealed class CheckRun(CheckOptions options)
{
    // More would say no more: a structural metric is the same each time, or a share of many connections.
    private const int MostStructuralRounds = 2;
    private const int MostStructuralRoundsOfAnUpdate = 5;

    // Enough for an alarm at 0.1 % shared by four metrics, with two pairs of rounds out of order: 4 / C(18, 6) is 1 in 4641.
    private const int RoundsOfACheck = 6;
    private const int RoundsOfAnUpdate = 12;

    private readonly ScenarioPlanner planner = new(Home.Vocabulary);
    private readonly OutputFiles files = new();

    /// <exception cref="BaselineException">A baseline is missing or wrong; nothing was started.</exception>
    public async Task<ExitCode> RunAsync()
    {
        var began = Stopwatch.GetTimestamp();
        RefuseWhatCannotBeWritten();
        var plans = Plans();
        HostsOption.RequireNamed(options.Hosts, plans);
        using var interrupt = new Interrupt();
        IReadOnlyList<HostEntry> hosts = options.Hosts is { } launcher
            ? await launcher.RequireAllAsync(plans[0].Scenario.Ip, interrupt.Token)
            : [];
        var scenarios = Scenarios(plans, hosts);
        WarnOfDifferences(scenarios);
        var schedule = ScheduleOf(scenarios);
        var (end, runs, folder) = await RunAsync(schedule, interrupt.Token);
        if (end != RunEnd.Complete)
        {
            var why = end == RunEnd.Interrupted ? "interrupted" : runs[^1].Run.Summary.BrokeOff ?? "a run broke off";
            Console.Error.WriteLine($"harness: {why}; nothing was judged; the {runs.Count} runs so far are in {Home.Shown(folder)}");
            return ExitCodes.Of(end);
        }

        List<(CheckedScenario Scenario, Measurement Measured)> checks = [.. scenarios.Select(s => (s, MeasurementOf(s, schedule, runs)))];
        if (options.IsUpdate)
        {
            WarnOfMissedExpectations(runs, folder);
            return new BaselineWriting(options.Baselines, files)
                .Write([.. checks.Select(c => (c.Measured, c.Scenario.Recorded?.Baseline))]);
        }

        var report = BaselineCheck.Judge(
            [.. checks.Select(c => (c.Scenario.Recorded!.Path, c.Scenario.Recorded.Baseline, c.Measured))],
            options.IsStructuralOnly,
            Stopwatch.GetElapsedTime(began).TotalSeconds) with
        {
            Overrides = Override.Of(scenarios.SelectMany(s => s.Plan.Settings)),
        };
        return new CheckOutputs(options, files).Write(report, Home.Shown(folder));
    }

    private async Task<(RunEnd End, IReadOnlyList<RoundRun> Runs, string Folder)> RunAsync(Schedule schedule, CancellationToken interrupt)
    {
        using var parent = ResultParent.Open(options.Output, files);
        using var folder = ResultParent.Claim(parent, TimeProvider.System.GetUtcNow(), "check");
        try
        {
            var session = new RunSession(folder, options.IsQuiet, interrupt) { Hosts = options.Hosts };
            var (end, runs) = await Rounds.RunAsync(schedule.Rounds, session);
            if (Home.IsResults(options.Output))
            {
                ResultParent.PointLatest(parent, folder);
            }

            return (end, runs, folder.Path);
        }
        finally
        {
            // Nothing is left of a check that could not begin.
            parent.RemoveEmptyFolder(Path.GetFileName(folder.Path));
        }
    }

    // Before a minute of trials, not after it.
    private void RefuseWhatCannotBeWritten()
    {
        if (File.Exists(options.Baselines))
        {
            throw new UsageException($"--baseline {options.Baselines}: is a file; name the folder of the baselines");
        }

        OutputPaths.RequireWritable(files, options.JUnit, options.Markdown, options.BenchmarkJson);
        if (options.IsUpdate && Directory.Exists(options.Baselines))
        {
            try
            {
                files.Open(options.Baselines).Dispose();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new UsageException($"--baseline {options.Baselines}: {e.Message}");
            }
        }

        if (options.IsUpdate && (options.JUnit ?? options.Markdown ?? options.BenchmarkJson) is { } output)
        {
            throw new UsageException($"--update compares nothing, so there is nothing to write to {output}");
        }
    }

    private IReadOnlyList<RunPlan> Plans()
    {
        var paths = ScenarioFiles.Find(options.Paths);
        var plans = ScenarioFiles.Plan(paths, options.Changes);
        foreach (var (plan, path) in plans.Zip(paths))
        {
            if (plan.Trials.Count != 1)
            {
                throw new UsageException(
                    $"{path}: makes {plan.Count} trials; "
                    + "check takes scenarios of one, without sweep, repeat or threshold (--repeat runs each again)");
            }

            if (plan.Scenario.Name == "control" || plans.Count(p => p.Scenario.Name == plan.Scenario.Name) > 1)
            {
                throw new UsageException($"{path}: the name '{plan.Scenario.Name}' is taken; a baseline is found by its scenario's name");
            }
        }

        return plans;
    }

    private List<CheckedScenario> Scenarios(IReadOnlyList<RunPlan> plans, IReadOnlyList<HostEntry> hosts)
    {
        OptionalParts.Require(plans, OptionalParts.Engines);
        List<CheckedScenario> scenarios =
        [
            .. plans.Select(p => new CheckedScenario(
                p,
                BaselineFile.Read(BaselineFile.PathOf(options.Baselines, p.Scenario.Name), p.Scenario.Name),
                hosts.Count > 0 ? BaselineFacts.Of(hosts) : BaselineFacts.Read(p.Scenario.Network))),
        ];
        var missing = scenarios.Where(s => s.Recorded is null).Select(s => BaselineFile.PathOf(options.Baselines, s.Name)).ToList();
        return missing.Count == 0 || options.IsUpdate
            ? scenarios
            : throw new BaselineException(
                $"there is no {string.Join(", no ", missing)}. Make what is missing with: {options.UpdateCommand}");
    }

    private void WarnOfDifferences(IReadOnlyList<CheckedScenario> scenarios)
    {
        var then = options.IsUpdate ? "it is recorded anew" : "its speed is not judged here, everything else is";
        foreach (var scenario in scenarios.Where(s => s.Differences.Count > 0 && !options.IsStructuralOnly))
        {
            Console.Error.WriteLine(
                $"warning: the baseline of {scenario.Name} is not comparable ({string.Join("; ", scenario.Differences)}): {then}");
        }
    }

    private static void WarnOfMissedExpectations(IReadOnlyList<RoundRun> runs, string folder)
    {
        var missed = runs.Where(r => r.Run.Summary.Verdict == Verdict.Missed).Select(r => r.Run.Summary.Scenario);
        foreach (var name in missed.Distinct(StringComparer.Ordinal))
        {
            Console.Error.WriteLine(
                $"warning: {name} missed an expectation of its own while its baseline was recorded; "
                + $"look at {Home.Shown(folder)} before you commit it");
        }
    }

    private Schedule ScheduleOf(IReadOnlyList<CheckedScenario> scenarios)
    {
        var rounds = options.Repeat ?? (options.IsUpdate ? RoundsOfAnUpdate : RoundsOfACheck);
        var structural = Math.Min(rounds, options.IsUpdate ? MostStructuralRoundsOfAnUpdate : MostStructuralRounds);
        var isTimed = scenarios.ToLookup(s => s.IsTimed(options), s => s.Plan);
        return new([.. isTimed[true]], [.. isTimed[false]], rounds, structural, planner);
    }

    private static Measurement MeasurementOf(CheckedScenario scenario, Schedule schedule, IReadOnlyList<RoundRun> runs)
    {
        var own = RunsOf(scenario.Plan);
        var controls = RunsOf(schedule.ControlOf(scenario.Plan)).ToDictionary(r => r.Round, TrialOf);
        return new()
        {
            Scenario = scenario.Name,
            Environment = scenario.Environment,
            Trials = [.. own.Select(TrialOf)],
            Speed = [.. own.Where(r => controls.ContainsKey(r.Round)).Select(r => new SpeedRound(TrialOf(r), controls[r.Round]))],
            Control = ControlScenario.Version,
            Seconds = own.Sum(r => r.Run.Took.TotalSeconds),
        };

        List<RoundRun> RunsOf(RunPlan? plan) => [.. runs.Where(r => ReferenceEquals(r.Run.Plan, plan))];

        // From the folder, because some figures are of the samples.
        static MeasuredTrial TrialOf(RoundRun run) => MeasuredTrial.Of(RunReader.Load(run.Run.Folder), run.Run.Summary.Trials[0]);
    }
}
