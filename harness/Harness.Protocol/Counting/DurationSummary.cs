namespace Harness.Protocol.Counting;

/// <summary>A distribution of durations, in microseconds.</summary>
public sealed record DurationSummary
{
    /// <summary>The quantiles of every curve.</summary>
    public static IReadOnlyList<double> CurveQuantiles { get; } =
        [0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.995, 0.999, 0.9999, 1];

    // Sorted: ShareAtMost goes through them.
    private static readonly double[] FineQuantiles =
        [.. CurveQuantiles.Concat(Enumerable.Range(0, 100).Select(p => p / 100.0)).Distinct().Order()];

    /// <summary>How many durations there are.</summary>
    public long Count { get; init; }

    /// <summary>The median, in microseconds.</summary>
    public double P50 { get; init; }

    /// <summary>The 90th percentile, in microseconds.</summary>
    public double P90 { get; init; }

    /// <summary>The 99th percentile, in microseconds.</summary>
    public double P99 { get; init; }

    /// <summary>The longest one, in microseconds.</summary>
    public double Max { get; init; }

    /// <summary>Pairs of quantile (0 to 1) and microseconds, for a chart; empty when nothing was recorded.</summary>
    public IReadOnlyList<double[]> Curve { get; init; } = [];

    /// <summary>Sums up <paramref name="histogram"/>, which holds nanoseconds.</summary>
    public static DurationSummary Of(Histogram histogram) => Of(histogram, CurveQuantiles);

    /// <summary>As <see cref="Of(Histogram)"/>; null when nothing was recorded.</summary>
    public static DurationSummary? OfAny(Histogram? histogram) => histogram is { Count: > 0 } ? Of(histogram) : null;

    /// <summary>As <see cref="Of(Histogram)"/>, with a curve at every percent and the same tail.</summary>
    public static DurationSummary InDetail(Histogram histogram) => Of(histogram, FineQuantiles);

    /// <summary>
    /// The share, 0 to 1, of those that took no longer than <paramref name="microseconds"/>, as far as the curve tells; 0 when nothing was
    /// recorded.
    /// </summary>
    public double ShareAtMost(double microseconds)
    {
        var next = Curve.Count(p => p[1] <= microseconds);
        if (next == 0 || next == Curve.Count)
        {
            return next == 0 ? 0 : 1;
        }

        var (below, above) = (Curve[next - 1], Curve[next]);
        return below[0] + ((above[0] - below[0]) * (microseconds - below[1]) / (above[1] - below[1]));
    }

    /// <summary>
    /// The duration that the share <paramref name="quantile"/>, 0 to 1, does not exceed, in microseconds, as far as the curve tells; 0 when
    /// nothing was recorded.
    /// </summary>
    public double Quantile(double quantile)
    {
        var next = Curve.Count(p => p[0] <= quantile);
        if (next == 0 || next == Curve.Count)
        {
            return Curve.Count == 0 ? 0 : Curve[Math.Max(0, next - 1)][1];
        }

        var (below, above) = (Curve[next - 1], Curve[next]);
        return below[1] + ((above[1] - below[1]) * (quantile - below[0]) / (above[0] - below[0]));
    }

    private static DurationSummary Of(Histogram histogram, IEnumerable<double> quantiles) => histogram.Count == 0 ? new() : new()
    {
        Count = histogram.Count,
        P50 = Microseconds(histogram.Quantile(0.5)),
        P90 = Microseconds(histogram.Quantile(0.9)),
        P99 = Microseconds(histogram.Quantile(0.99)),
        Max = Microseconds(histogram.Max),
        Curve = [.. quantiles.Select(q => new[] { q, Microseconds(histogram.Quantile(q)) })],
    };

    private static double Microseconds(long nanoseconds) => Math.Round(nanoseconds / 1000.0, 1);
}
