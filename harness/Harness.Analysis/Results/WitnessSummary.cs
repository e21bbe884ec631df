namespace Harness.Analysis.Results;

/// <summary>What an independent reading of both ends' segments says of the trial's figures.</summary>
public sealed record WitnessSummary
{
    /// <summary>Connections of the hop that the captures have.</summary>
    public long Connections { get; init; }

    /// <summary>Segments that were read, each where it was sent.</summary>
    public long Segments { get; init; }

    /// <summary>Segments that the captures lack; with one of them nothing is compared.</summary>
    public long Missed { get; init; }

    /// <summary>Connections on which nothing contradicts the figures; null when nothing could be compared.</summary>
    public long? Agreed { get; init; }

    /// <summary>
    /// The others: at least so many must be classed wrongly, or have entered TIME_WAIT on another side than it was said; null likewise.
    /// </summary>
    public long? Disagreed { get; init; }

    /// <summary>What contradicts what, at most 20 sentences.</summary>
    public IReadOnlyList<string> Disagreements { get; init; } = [];
}
