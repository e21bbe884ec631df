namespace Harness.Analysis.Results;

/// <summary>How many sockets were in one TCP state.</summary>
public sealed record StateSummary
{
    /// <summary>The most in any sample.</summary>
    public long Peak { get; init; }

    /// <summary>In the census at the end, or in the last sample of a run that broke off.</summary>
    public long Final { get; init; }
}
