using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Analysis.Statistics;
using Harness.Analysis.Words;

namespace Harness.Analysis.Checking;

/// <summary>
/// Compares ratios to the control with the baseline's. An alarm needs an exact one-sided Mann-Whitney test against a baseline that is worse
/// by the margin: a figure that has become worse by no more than the margin raises an alarm with at most the stated probability, whatever
/// the noise is like.
/// </summary>
public static class SpeedCheck
{
    /// <summary>
    /// The probability of an alarm in a suite in which nothing has become worse by more than the margin; shared out evenly among its
    /// figures.
    /// </summary>
    public const double FalseAlarmRate = 0.001;

    /// <summary>Judges one figure.</summary>
    /// <param name="figure">A duration or a rate of which one direction is better.</param>
    /// <param name="baseline">The baseline's speed section, which has that figure.</param>
    /// <param name="rounds">What was measured.</param>
    /// <param name="figures">How many figures of speed the suite judges.</param>
    public static MetricCheck Judge(Figure figure, SpeedBaseline baseline, IReadOnlyList<SpeedRound> rounds, int figures)
    {
        var then = baseline.Ratios[figure.Key];
        var now = BaselineFigures.Ratios(figure, rounds);
        var alarmAt = FalseAlarmRate / figures;
        if (now.Count == 0 || RankSum.Smallest(now.Count, then.Count) > alarmAt)
        {
            var whyNot = $"{now.Count} rounds against {then.Count} of the baseline cannot show anything at a false-alarm rate of "
                + $"{FalseAlarmRate * 100:0.##} %: use a larger --repeat";
            return Skip(figure, then, whyNot) with { Ratios = now };
        }

        var probability = Worse(figure, baseline.Margin, then, now);
        var (was, isNow) = (Median.Of(then), Median.Of(now));
        var change = (isNow / was) - 1;
        var isMissed = probability <= alarmAt;
        var margin = $"{baseline.Margin * 100:0.#} % worse";
        var slower = figure.Better == Direction.Higher ? -change : change;
        var isUncertain = !isMissed && slower > baseline.Margin;
        var unsure = $"{slower * 100:0.#} % slower, not certain (p = {Format.Probability(probability)}, "
            + $"needs {Format.Probability(alarmAt)})";
        var moved = $"{figure.Key} ({figure.Words}) {Moved(change)} relative to the control ({was:0.###} to {isNow:0.###})";
        return new()
        {
            Name = figure.Key,
            Kind = MetricKind.Speed,
            Outcome = isMissed ? MetricOutcome.Missed : MetricOutcome.Passed,
            Expected = $"{was:0.###} times the control's, no more than {margin}",
            Actual = $"{isNow:0.###} times the control's{(isUncertain ? $": {unsure}" : "")}",
            Uncertain = isUncertain,
            Message = isMissed
                ? $"{moved}: more than {margin} in {now.Count} rounds against {then.Count}, p = {Format.Probability(probability)}, "
                    + $"alarm at {Format.Probability(alarmAt)}; measured {Raw(figure, rounds)}"
                : isUncertain ? $"{figure.Key} ({figure.Words}): {unsure}; {was:0.###} to {isNow:0.###} times the control's"
                : $"{moved}, no alarm",
            Ratios = now,
            BaselineMedian = was,
            Change = Math.Round(change, 4),
            Probability = probability,
            AlarmAt = alarmAt,
        };
    }

    /// <summary>A figure that is not judged.</summary>
    /// <param name="figure">The figure that is left out.</param>
    /// <param name="then">The baseline's ratios.</param>
    /// <param name="whyNot">For the user.</param>
    public static MetricCheck Skip(Figure figure, IReadOnlyList<double> then, string whyNot) => new()
    {
        Name = figure.Key,
        Kind = MetricKind.Speed,
        Outcome = MetricOutcome.Skipped,
        Expected = $"{Median.Of(then):0.###} times the control's",
        Actual = "not compared",
        Message = whyNot,
        BaselineMedian = Median.Of(then),
    };

    /// <summary>How probable ratios as bad as these are if the figure had become worse by exactly the margin.</summary>
    public static double Worse(Figure figure, double margin, IReadOnlyList<double> then, IReadOnlyList<double> now) =>
        figure.Better == Direction.Higher
            ? RankSum.ProbabilityOfLower(now, [.. then.Select(r => r * (1 - margin))])
            : RankSum.ProbabilityOfLower([.. now.Select(r => -r)], [.. then.Select(r => -r * (1 + margin))]);

    private static string Moved(double change) =>
        Math.Abs(change) < 0.0005 ? "did not move" : $"{(change < 0 ? "fell" : "rose")} by {Math.Abs(change) * 100:0.#} %";

    private static string Raw(Figure figure, IReadOnlyList<SpeedRound> rounds)
    {
        return $"{MedianOf(r => r.Scenario)} beside a control of {MedianOf(r => r.Control)}";

        string MedianOf(Func<SpeedRound, MeasuredTrial> trial) =>
            rounds.Select(r => figure.Measured(trial(r))).OfType<double>().Order().ToList() is { Count: > 0 } values
                ? Format.Figure(figure.Unit, Median.Of(values))
                : Format.NotMeasured;
    }
}
