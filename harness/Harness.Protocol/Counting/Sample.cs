using System.Text.Json.Serialization;
using Harness.Scenarios.Options;

namespace Harness.Protocol.Counting;

/// <summary>What one node's sampler saw at one moment.</summary>
public sealed record Sample
{
    /// <summary>Which node; the controller fills it in.</summary>
    [JsonIgnore]
    public NodeId Node { get; init; } = NodeId.None;

    /// <summary>The node's tier; the controller fills it in.</summary>
    [JsonIgnore]
    public Tier Tier { get; init; }

    /// <summary>When it was taken, a moment of the node's own clock.</summary>
    public long At { get; init; }

    /// <summary>
    /// The same in seconds since the trial began to sample; the controller, which knows how the clocks differ, fills it in.
    /// </summary>
    [JsonIgnore]
    public double ElapsedSeconds { get; init; }

    /// <summary>A snapshot of the node's sockets.</summary>
    public required StateCounts States { get; init; }

    /// <summary>
    /// TIME_WAITs entered since the start by the kernel's counter, FIN_WAIT2 minisockets taken off; null where that counter cannot tell.
    /// </summary>
    public long? TimeWaitEntered { get; init; }

    /// <summary>
    /// TIME_WAITs refused for tcp_max_tw_buckets since the start (TCPTimeWaitOverflow); null on loopback, where both sides share it.
    /// </summary>
    public long? TimeWaitOverflow { get; init; }

    /// <summary>The role's own count so far; null of a program on loopback, whose connections nobody tells from the machine's.</summary>
    public required ConnectionTally? Connections { get; init; }

    /// <summary>Microseconds that taking this sample took.</summary>
    public double CostMicroseconds { get; init; }
}
