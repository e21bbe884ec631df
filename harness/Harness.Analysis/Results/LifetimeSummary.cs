namespace Harness.Analysis.Results;

/// <summary>How long the sockets of one state lived, in milliseconds: from the first sample that saw one to the first that missed it, so each is right to one sampling interval either way.</summary>
public sealed record LifetimeSummary
{
    private const int CurvePoints = 100;

    /// <summary>How many were seen to come and to go.</summary>
    public long Count { get; init; }

    /// <summary>The shortest.</summary>
    public double Min { get; init; }

    /// <summary>Median.</summary>
    public double P50 { get; init; }

    /// <summary>The longest.</summary>
    public double Max { get; init; }

    /// <summary>Still there when sampling ended: not among those counted.</summary>
    public long Left { get; init; }

    /// <summary>Pairs of quantile (0 to 1) and milliseconds, for a chart.</summary>
    public IReadOnlyList<double[]> Curve { get; init; } = [];

    /// <summary>Sums up lifetimes in milliseconds.</summary>
    /// <param name="lifetimes">In any order.</param>
    /// <param name="left">How many more have not ended.</param>
    public static LifetimeSummary Of(IReadOnlyCollection<int> lifetimes, long left)
    {
        int[] sorted = [.. lifetimes.Order()];
        return sorted.Length == 0 ? new() { Left = left } : new()
        {
            Count = sorted.Length,
            Min = sorted[0],
            P50 = sorted[sorted.Length / 2],
            Max = sorted[^1],
            Left = left,
            Curve = [.. Enumerable.Range(0, CurvePoints + 1).Select(i => (double)i / CurvePoints).Select(q => new[] { q, sorted[(int)Math.Round(q * (sorted.Length - 1))] })],
        };
    }
}
