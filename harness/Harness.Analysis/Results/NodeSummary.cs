using Harness.Protocol.Counting;

namespace Harness.Analysis.Results;

/// <summary>What one node of a trial came to. Where a tier has one node, its figures are the tier's.</summary>
public sealed record NodeSummary
{
    /// <summary>Its id: <c>server</c>, <c>client</c>; with several of a tier <c>client-1</c>.</summary>
    public required string Node { get; init; }

    /// <summary>Its tier: <c>server</c> or <c>client</c>.</summary>
    public required string Tier { get; init; }

    /// <summary>On hosts: what the inventory calls its host; null elsewhere.</summary>
    public string? Host { get; init; }

    /// <summary>Client: successful connects. Server: accepted connections. Null of a program on loopback.</summary>
    public long? Opened { get; init; }

    /// <summary>Connections that ended as the node's policy meant them to; null as <see cref="Opened"/>.</summary>
    public long? Completed { get; init; }

    /// <summary>Connections that never came about, or ended otherwise; null as <see cref="Opened"/>.</summary>
    public long? Failed { get; init; }

    /// <summary>Failures by name.</summary>
    public IReadOnlyDictionary<string, long> Errors { get; init; } = new SortedDictionary<string, long>(StringComparer.Ordinal);

    /// <summary>
    /// Connections that it was the first to close, as its segments show, else as its role saw; null where it was lost or nobody saw.
    /// </summary>
    public long? ClosedFirst { get; init; }

    /// <summary>
    /// False: it was lost, for it gave no report at its end, and what stands here is of its newest sample. Null where it took none.
    /// </summary>
    public bool? Finished { get; init; }

    /// <summary>When its newest sample was taken, in seconds since sampling began; null without one.</summary>
    public double? LastSampleSeconds { get; init; }

    /// <summary>On hosts: the host's sockets at the end that are not of this run; null elsewhere, and where the node was lost.</summary>
    public OtherSockets? OtherSockets { get; init; }

    /// <summary>On hosts: microseconds by which its load began later than agreed; null elsewhere.</summary>
    public double? StartedLateUs { get; init; }

    /// <summary>What it held and cost.</summary>
    public TierSummary Figures { get; init; } = new();
}
