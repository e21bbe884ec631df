namespace Harness.Analysis.Results;

/// <summary>What the think time predicts for a sweep of <c>server.close.after</c>, at the delays that really happened, beside what the sweep saw.</summary>
public sealed record PredictionSummary
{
    /// <summary>What the trials of this sweep have in common; empty when nothing else is swept.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The trials that measured the think time, by number.</summary>
    public required IReadOnlyList<int> Trials { get; init; }

    /// <summary>The round-trip time that was reckoned with, in microseconds.</summary>
    public double RoundTripUs { get; init; }

    /// <summary>One per delay of the sweep.</summary>
    public required IReadOnlyList<PredictedPoint> Points { get; init; }

    /// <summary>The largest difference of all points.</summary>
    public double LargestDifference { get; init; }
}

/// <summary>One delay of a <see cref="PredictionSummary"/>. Shares are 0 to 1.</summary>
/// <param name="DelayUs">The delay, in microseconds.</param>
/// <param name="Server">Predicted share of connections that only the server closes first.</param>
/// <param name="Client">The client.</param>
/// <param name="Both">Both.</param>
/// <param name="Difference">By how much the share that differs most differs from the sweep's.</param>
public sealed record PredictedPoint(double DelayUs, double Server, double Client, double Both, double Difference);
