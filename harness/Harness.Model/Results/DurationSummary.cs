using Harness.Model.Measuring;

namespace Harness.Model.Results;

/// <summary>A distribution of durations, in microseconds.</summary>
public sealed record DurationSummary
{
    private static readonly double[] CurveQuantiles = [0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.995, 0.999, 0.9999, 1];

    /// <summary>How many.</summary>
    public long Count { get; init; }

    /// <summary>Median.</summary>
    public double P50 { get; init; }

    /// <summary>90th percentile.</summary>
    public double P90 { get; init; }

    /// <summary>99th percentile.</summary>
    public double P99 { get; init; }

    /// <summary>The longest.</summary>
    public double Max { get; init; }

    /// <summary>Pairs of quantile (0 to 1) and microseconds, for a chart; empty when nothing was recorded.</summary>
    public IReadOnlyList<double[]> Curve { get; init; } = [];

    /// <summary>Sums up <paramref name="histogram"/>, which holds nanoseconds.</summary>
    public static DurationSummary Of(Histogram histogram) => histogram.Count == 0 ? new() : new()
    {
        Count = histogram.Count,
        P50 = Microseconds(histogram.Quantile(0.5)),
        P90 = Microseconds(histogram.Quantile(0.9)),
        P99 = Microseconds(histogram.Quantile(0.99)),
        Max = Microseconds(histogram.Max),
        Curve = [.. CurveQuantiles.Select(q => new[] { q, Microseconds(histogram.Quantile(q)) })],
    };

    private static double Microseconds(long nanoseconds) => Math.Round(nanoseconds / 1000.0, 1);
}
