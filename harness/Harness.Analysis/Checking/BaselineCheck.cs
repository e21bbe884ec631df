using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;

namespace Harness.Analysis.Checking;

/// <summary>Judges measurements against baselines. A pure function of both.</summary>
public static class BaselineCheck
{
    /// <summary>Judges a whole suite.</summary>
    /// <param name="pairs">The file of each baseline, what it holds, and what was measured.</param>
    /// <param name="isStructuralOnly">Speed was not measured because the user did not want it.</param>
    /// <param name="seconds">How long the check took.</param>
    public static CheckReport Judge(
        IReadOnlyList<(string Path, Baseline Baseline, Measurement Measured)> pairs, bool isStructuralOnly, double seconds)
    {
        var figures = pairs
            .Where(p => NotComparable(p.Baseline, p.Measured.Environment, p.Measured.Control).Count == 0)
            .Sum(p => p.Baseline.Speed?.Ratios.Count ?? 0);
        var scenarios = pairs.Select(p => JudgeOne(p.Path, p.Baseline, p.Measured, figures, isStructuralOnly)).ToList();
        return new()
        {
            Verdict = scenarios.Exists(s => s.IsMissed) ? Verdict.Missed : Verdict.Passed,
            FalseAlarmRate = SpeedCheck.FalseAlarmRate,
            Seconds = Math.Round(seconds, 1),
            Environment = pairs[0].Measured.Environment,
            Scenarios = scenarios,
        };
    }

    /// <summary>Why the speed of a baseline cannot be compared; empty when it can, or when it has none.</summary>
    /// <param name="baseline">Recorded then.</param>
    /// <param name="now">Where the check runs.</param>
    /// <param name="control">The version of this program's control.</param>
    public static IReadOnlyList<string> NotComparable(Baseline baseline, BaselineEnvironment now, int control) =>
        baseline.Speed is not { } speed ? [] :
        [
            .. baseline.Environment.DifferencesTo(now),
            .. speed.Control == control ? Array.Empty<string>() : [$"control version {control}, the baseline's is {speed.Control}"],
        ];

    private static ScenarioCheck JudgeOne(string path, Baseline baseline, Measurement measured, int figures, bool isStructuralOnly)
    {
        var notComparable = NotComparable(baseline, measured.Environment, measured.Control);
        var whyNot = isStructuralOnly ? "speed was not asked for (--structural)"
            : notComparable.Count > 0 ? $"not comparable: {string.Join("; ", notComparable)}"
            : null;
        var structural = baseline.Structural.Select(s => StructuralCheck.Judge(Figures.Get(s.Key), s.Value, measured));
        var speed = baseline.Speed is not { } recorded ? [] : recorded.Ratios
            .OrderBy(r => r.Key, StringComparer.Ordinal)
            .Select(r => (Figure: Figures.Get(r.Key), Then: r.Value))
            .Select(r => whyNot is null
                ? SpeedCheck.Judge(r.Figure, recorded, measured.Speed, figures)
                : SpeedCheck.Skip(r.Figure, r.Then, whyNot));
        List<MetricCheck> metrics = [.. structural, .. StructuralCheck.Expectations(measured), .. speed];
        return new()
        {
            Cause = CloseCause.Of(baseline, measured),
            IsPartlyJudged = !isStructuralOnly && metrics.Exists(m => m.Outcome == MetricOutcome.Skipped),
            Scenario = measured.Scenario,
            Baseline = path,
            NotComparable = notComparable,
            Rounds = measured.Trials.Count,
            Seconds = Math.Round(measured.Seconds, 2),
            Metrics = metrics,
        };
    }
}
