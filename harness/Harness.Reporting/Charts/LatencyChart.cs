using Harness.Analysis.Catalogue;
using Harness.Protocol.Counting;

namespace Harness.Reporting.Charts;

/// <summary>Percentile curves of the durations, on a logarithmic scale.</summary>
internal static class LatencyChart
{
    // A logarithmic axis has no zero; what took less than this is drawn here.
    private const double ShortestDrawn = 0.1;

    /// <returns>Null when nothing was timed.</returns>
    public static Chart? Build(TrialRecord trial)
    {
        var curves = TimedStep.In(trial.Summary).Where(s => s.Duration.Curve.Count > 0).ToList();
        if (curves.Count == 0)
        {
            return null;
        }

        // A think time has a finer curve; here all are drawn alike.
        var quantiles = DurationSummary.CurveQuantiles.Select(q => FormattableString.Invariant($"{q * 100:0.##} %"));
        return new Chart(
            trial.ChartId("latency"),
            "How long it took",
            "Percentiles, on a logarithmic scale: each step up the axis is ten times longer.",
            new Axis.Names([.. quantiles], "share of connections that took no longer"),
            new Axis.Durations())
        {
            Lines = [.. curves.Select(c => new Line(c.Step.Label, c.Step.Colour, Curve(c.Duration)))],
        };
    }

    private static IReadOnlyList<Point> Curve(DurationSummary duration) =>
    [
        .. duration.Curve
            .Where(p => DurationSummary.CurveQuantiles.Contains(p[0]))
            .Select((p, place) => new Point(place, Math.Max(ShortestDrawn, p[1]))),
    ];
}
