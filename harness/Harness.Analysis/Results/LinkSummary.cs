using Harness.Protocol.Counting;
using Harness.Protocol.Messages;

namespace Harness.Analysis.Results;

/// <summary>What the link between the two sides did: what was asked of it, and what it really did.</summary>
public sealed record LinkSummary
{
    /// <summary>The round-trip time that was asked for, in microseconds; each direction delays by half of it.</summary>
    public double RttUs { get; init; }

    /// <summary>Frames from the client to the server.</summary>
    public LinkDirectionSummary ToServer { get; init; } = new();

    /// <summary>Frames from the server to the client.</summary>
    public LinkDirectionSummary ToClient { get; init; } = new();

    /// <summary>How much longer than asked frames really took, both directions together, in microseconds; null when none passed.</summary>
    public DurationSummary? LateUs { get; init; }

    /// <summary>What each of its rules did, by name; null without rules.</summary>
    public IReadOnlyDictionary<string, LinkRuleReport>? Rules { get; init; }

    /// <summary>Frames that link.pcap had no room for; null when none was asked for.</summary>
    public long? PcapLeftOut { get; init; }

    /// <summary>CPU time of the link's process; null when that was lost.</summary>
    public double? CpuSeconds { get; init; }
}

/// <summary>One direction of the link.</summary>
public sealed record LinkDirectionSummary
{
    /// <summary>Frames passed on, those of ARP and neighbour discovery included.</summary>
    public long Frames { get; init; }

    /// <summary>Their bytes, Ethernet headers included.</summary>
    public long Bytes { get; init; }

    /// <summary>Frames that arrived but were not passed on.</summary>
    public long Dropped { get; init; }

    /// <summary>
    /// From a frame's arrival at the link until it was passed on, in microseconds: half the round-trip time and what the machine added.
    /// Null when none passed.
    /// </summary>
    public DurationSummary? DelayUs { get; init; }
}
