using Harness.Analysis.Results;
using Harness.Analysis.Statistics;

namespace Harness.Analysis.Checking;

/// <summary>
/// Compares ratios to the control with the baseline's: an alarm needs an exact one-sided Mann-Whitney test against a baseline that is worse by the margin.
/// So what has become worse by no more than the margin raises no alarm but with the stated probability, whatever the noise is like.
/// </summary>
public static class SpeedCheck
{
    /// <summary>The probability of an alarm in a suite in which nothing has become worse by more than the margin; shared out evenly among its speed metrics.</summary>
    public const double FalseAlarmRate = 0.001;

    /// <summary>Judges one metric.</summary>
    /// <param name="metric">Which.</param>
    /// <param name="baseline">The baseline's speed section.</param>
    /// <param name="then">The baseline's ratios of this metric.</param>
    /// <param name="rounds">What was measured.</param>
    /// <param name="metrics">How many speed metrics the suite judges.</param>
    public static MetricCheck Judge(SpeedMetric metric, SpeedBaseline baseline, IReadOnlyList<double> then, IReadOnlyList<SpeedRound> rounds, int metrics)
    {
        var now = metric.Ratios(rounds);
        var alarmAt = FalseAlarmRate / metrics;
        if (now.Count == 0 || RankSum.Smallest(now.Count, then.Count) > alarmAt)
        {
            return Skipped(metric, then, $"{now.Count} rounds against {then.Count} of the baseline cannot show anything at a false-alarm rate of {FalseAlarmRate * 100:0.##} %: use a larger --repeat") with { Ratios = now };
        }

        var probability = Worse(metric, baseline.Margin, then, now);
        var (was, isNow) = (Median.Of(then), Median.Of(now));
        var change = (isNow / was) - 1;
        var isMissed = probability <= alarmAt;
        var moved = $"{metric.Words} relative to the control {Moved(change)} ({was:0.###} to {isNow:0.###})";
        return new()
        {
            Name = metric.Name,
            Kind = MetricKind.Speed,
            Outcome = isMissed ? MetricOutcome.Missed : MetricOutcome.Passed,
            Expected = $"{was:0.###} times the control's, no more than {baseline.Margin * 100:0.#} % worse",
            Actual = $"{isNow:0.###} times the control's",
            Message = isMissed
                ? $"{moved}: more than {baseline.Margin * 100:0.#} % worse in {now.Count} rounds against {then.Count}, p = {probability:0.0000000}, alarm at {alarmAt:0.0000000}; measured {Raw(metric, rounds)}"
                : $"{moved}, no alarm",
            Ratios = now,
            BaselineMedian = was,
            Change = Math.Round(change, 4),
            Probability = probability,
            AlarmAt = alarmAt,
        };
    }

    /// <summary>A speed metric that is not judged.</summary>
    public static MetricCheck Skipped(SpeedMetric metric, IReadOnlyList<double> then, string why) => new()
    {
        Name = metric.Name,
        Kind = MetricKind.Speed,
        Outcome = MetricOutcome.Skipped,
        Expected = $"{Median.Of(then):0.###} times the control's",
        Actual = "not compared",
        Message = why,
        BaselineMedian = Median.Of(then),
    };

    /// <summary>How probable ratios as bad as these are if the metric had become worse by exactly the margin.</summary>
    public static double Worse(SpeedMetric metric, double margin, IReadOnlyList<double> then, IReadOnlyList<double> now) => metric.IsBetterHigher
        ? RankSum.ProbabilityOfLower(now, [.. then.Select(r => r * (1 - margin))])
        : RankSum.ProbabilityOfLower([.. now.Select(r => -r)], [.. then.Select(r => -r * (1 + margin))]);

    private static string Moved(double change) => Math.Abs(change) < 0.0005 ? "did not move" : $"{(change < 0 ? "fell" : "rose")} by {Math.Abs(change) * 100:0.#} %";

    private static string Raw(SpeedMetric metric, IReadOnlyList<SpeedRound> rounds)
    {
        var own = Median.Of([.. rounds.Select(r => metric.Of(r.Scenario)).Order()]);
        var control = Median.Of([.. rounds.Select(r => metric.Of(r.Control)).Order()]);
        return $"{own:0.#} beside a control of {control:0.#}";
    }
}
