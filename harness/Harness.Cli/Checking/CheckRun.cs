using System.Diagnostics;
using Harness.Analysis.Catalogue;
using Harness.Analysis.Checking;
using Harness.Analysis.Results;
using Harness.Cli.Commands;
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
    private const int Rounds = 6;
    private const int RoundsOfAnUpdate = 12;

    private readonly ScenarioPlanner planner = new(Home.Vocabulary);
    private readonly OutputFiles files = new();

    /// <exception cref="BaselineException">A baseline is missing or wrong; nothing was started.</exception>
    public async Task<ExitCode> RunAsync()
    {
        var started = Stopwatch.GetTimestamp();
        RefuseWhatCannotBeWritten();
        var plans = Plans();
        OptionalParts.Require(plans, OptionalParts.Engines);
        var baselines = Baselines(plans);
        var environments = plans.Select(p => BaselineFacts.Read(p.Scenario.Network)).ToList();
        bool[] isTimed = [.. baselines.Zip(environments, (b, now) => IsTimed(b?.Baseline, Differences(b?.Baseline, now)))];
        WarnOfDifferences(baselines, environments);
        var schedule = new Schedule(plans, i => isTimed[i], SpeedRounds, StructuralRounds, planner);

        using var interrupt = new Interrupt();
        var (end, runs, folder) = await RunAsync(schedule, interrupt.Token);
        if (end != RunEnd.Complete)
        {
            Console.Error.WriteLine($"harness: {(end == RunEnd.Interrupted ? "interrupted" : runs[^1].Summary.BrokeOff)}; nothing was judged; the {runs.Count} runs so far are in {Home.Shown(folder)}");
            return end == RunEnd.Interrupted ? ExitCode.Interrupted : ExitCode.BrokeOff;
        }

        foreach (var name in runs.Where(r => options.IsUpdate && r.Summary.Verdict == Verdict.Missed).Select(r => r.Summary.Scenario).Distinct(StringComparer.Ordinal))
        {
            Console.Error.WriteLine($"warning: {name} missed an expectation of its own while its baseline was recorded; look at {Home.Shown(folder)} before you commit it");
        }

        var measured = plans.Select((plan, i) => Measured(plan, i, environments[i], schedule, runs)).ToList();
        return options.IsUpdate
            ? new BaselineWriting(options.Baselines, files).Write(measured, baselines)
            : new CheckOutputs(options, files).Write(
                BaselineCheck.Judge([.. baselines.Zip(measured, (b, m) => (b!.Path, b.Baseline, m))], options.IsStructuralOnly, Stopwatch.GetElapsedTime(started).TotalSeconds), Home.Shown(folder));
    }

    private async Task<(RunEnd End, IReadOnlyList<RoundRun> Runs, string Folder)> RunAsync(Schedule schedule, CancellationToken interrupt)
    {
        using var parent = ResultParent.Open(options.Output, files);
        using var folder = ResultParent.Claim(parent, TimeProvider.System.GetUtcNow(), "check");
        try
        {
            var (end, runs) = await Commands.Rounds.RunAsync(schedule.Plans, schedule.Order, folder, options.IsQuiet, interrupt);
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

        foreach (var file in new[] { options.JUnit, options.Markdown, options.BenchmarkJson }.OfType<string>())
        {
            if (file.Length == 0 || Directory.Exists(file) || !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(file))))
            {
                throw new UsageException($"'{file}' cannot be written: name a file in a folder that exists");
            }
        }

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
        var plans = ScenarioFiles.Plan(paths, options.Settings);
        foreach (var (plan, path) in plans.Zip(paths))
        {
            if (plan.Trials.Count != 1)
            {
                throw new UsageException($"{path}: makes {plan.Count} trials; check takes scenarios of one, without sweep, repeat or threshold (--repeat runs each again)");
            }

            if (plan.Scenario.Name == "control" || plans.Count(p => p.Scenario.Name == plan.Scenario.Name) > 1)
            {
                throw new UsageException($"{path}: the name '{plan.Scenario.Name}' is taken; a baseline is found by its scenario's name");
            }
        }

        return plans;
    }

    private List<BaselineFile?> Baselines(IReadOnlyList<RunPlan> plans)
    {
        var found = plans.Select(p => BaselineFile.Read(BaselineFile.PathOf(options.Baselines, p.Scenario.Name), p.Scenario.Name)).ToList();
        var missing = plans.Where((_, i) => found[i] is null).Select(p => BaselineFile.PathOf(options.Baselines, p.Scenario.Name)).ToList();
        return missing.Count == 0 || options.IsUpdate
            ? found
            : throw new BaselineException($"there is no {string.Join(", no ", missing)}. Make what is missing with: {options.UpdateCommand}");
    }

    private static IReadOnlyList<string> Differences(Baseline? baseline, BaselineEnvironment now) =>
        baseline is null ? [] : BaselineCheck.NotComparable(baseline, now, ControlScenario.Version);

    private bool IsTimed(Baseline? baseline, IReadOnlyList<string> differences) =>
        !options.IsStructuralOnly && (baseline is null || (baseline.Speed is not null && (options.IsUpdate || differences.Count == 0)));

    private void WarnOfDifferences(IReadOnlyList<BaselineFile?> baselines, IReadOnlyList<BaselineEnvironment> environments)
    {
        var then = options.IsUpdate ? "it is recorded anew" : "its speed is not judged here, everything else is";
        foreach (var (baseline, now) in baselines.Zip(environments))
        {
            var differences = Differences(baseline?.Baseline, now);
            if (differences.Count > 0 && !options.IsStructuralOnly)
            {
                Console.Error.WriteLine($"warning: the baseline of {baseline!.Baseline.Scenario} is not comparable ({string.Join("; ", differences)}): {then}");
            }
        }
    }

    private int SpeedRounds => options.Repeat ?? (options.IsUpdate ? RoundsOfAnUpdate : Rounds);

    private int StructuralRounds => Math.Min(SpeedRounds, options.IsUpdate ? MostStructuralRoundsOfAnUpdate : MostStructuralRounds);

    private static Measurement Measured(RunPlan plan, int index, BaselineEnvironment environment, Schedule schedule, IReadOnlyList<RoundRun> runs)
    {
        var own = runs.Where(r => r.Plan == index).ToList();
        var controls = runs.Where(r => r.Plan == schedule.ControlOf(index)).ToDictionary(r => r.Round, TrialOf);
        return new()
        {
            Scenario = plan.Scenario.Name,
            Environment = environment,
            Trials = [.. own.Select(TrialOf)],
            Speed = [.. own.Where(r => controls.ContainsKey(r.Round)).Select(r => new SpeedRound(TrialOf(r), controls[r.Round]))],
            Control = ControlScenario.Version,
            Seconds = own.Sum(r => r.Took.TotalSeconds),
        };

        // From the folder, because some figures are of the samples.
        static MeasuredTrial TrialOf(RoundRun run) => MeasuredTrial.Of(RunReader.Load(run.Folder), run.Summary.Trials[0]);
    }
}
