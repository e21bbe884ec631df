using Harness.Analysis.Results;
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
        var curves = Durations(trial.Summary).Where(d => d.Duration.Curve.Count > 0).ToList();
        if (curves.Count == 0)
        {
            return null;
        }

        // A think time has a finer curve; here all are drawn alike.
        var quantiles = DurationSummary.CurveQuantiles;
        return new Chart(
            trial.ChartId("latency"),
            "How long it took",
            "Percentiles, on a logarithmic scale: each step up the axis is ten times longer.",
            new Axis.Names([.. quantiles.Select(q => FormattableString.Invariant($"{q * 100:0.##} %"))], "share of connections that took no longer"),
            new Axis.Durations())
        {
            Lines = [.. curves.Select(Curve)],
        };
    }

    /// <summary>Everything that a trial timed.</summary>
    public static IEnumerable<(string Name, string Colour, string Meaning, DurationSummary Duration)> Durations(TrialSummary trial)
    {
        yield return ("connect", "established", "connect() until the connection is established", trial.LatencyUs.Connect);
        yield return ("total", "text", "until the client is done, from when the connection was due (open load) or from its connect() (closed load)", trial.LatencyUs.Total);
        yield return ("behind", "failed", "how much later than due it was started; an open load only", trial.LatencyUs.Behind ?? new());
        yield return ("think time", "client", "last byte written until the client's FIN, as the server saw it; the wake-up of the server's thread included", trial.ThinkTimeUs ?? new());
        yield return ("close delay", "server", "last byte written until the server's close()", trial.CloseDelayUs ?? new());
    }

    private static Line Curve((string Name, string Colour, string Meaning, DurationSummary Duration) curve) => new(
        curve.Name,
        curve.Colour,
        [.. curve.Duration.Curve.Where(p => DurationSummary.CurveQuantiles.Contains(p[0])).Select((p, place) => new Point(place, Math.Max(ShortestDrawn, p[1])))]);
}
