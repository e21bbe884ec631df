using Harness.Protocol.Counting;

namespace Harness.Analysis.Results;

/// <summary>Durations of the connections.</summary>
public sealed record LatencySummary
{
    /// <summary>connect() until the connection is established.</summary>
    public DurationSummary Connect { get; init; } = new();

    /// <summary>Until the client is done: from when the connection was due in an open load, from its connect() in a closed one.</summary>
    public DurationSummary Total { get; init; } = new();

    /// <summary>How much later than due connections were started; an open load only.</summary>
    public DurationSummary? Behind { get; init; }
}
