namespace Harness.Analysis.Results;

/// <summary>How fast the load ran.</summary>
public sealed record RateSummary
{
    /// <summary>Completed connections per second of the load phase.</summary>
    public double ConnectionsPerSecond { get; init; }

    /// <summary>How long the load took, in seconds: from the first connection due to the last one ended.</summary>
    public double LoadSeconds { get; init; }

    /// <summary>
    /// Connections begun after the first failed one that were completed, per second from that failure to the end of the load: what a client without
    /// ports still gets, once its first ones are used up. Null when none failed, or nothing ended later.
    /// </summary>
    public double? AfterFirstFailurePerSecond { get; init; }
}
