using Harness.Scenarios.Options;

namespace Harness.Protocol.Counting;

/// <summary>What one side's sampler saw at one moment.</summary>
public sealed record Sample
{
    /// <summary>Which side.</summary>
    public required Side Side { get; init; }

    /// <summary>Seconds since this side began to sample.</summary>
    public required double ElapsedSeconds { get; init; }

    /// <summary>A snapshot of the side's sockets.</summary>
    public required StateCounts States { get; init; }

    /// <summary>TIME_WAITs entered since the start by the kernel's counter, FIN_WAIT2 minisockets taken off; null where that counter cannot tell.</summary>
    public long? TimeWaitEntered { get; init; }

    /// <summary>TIME_WAITs refused for tcp_max_tw_buckets since the start (TCPTimeWaitOverflow); null on loopback, where both sides share it.</summary>
    public long? TimeWaitOverflow { get; init; }

    /// <summary>The role's own count so far.</summary>
    public required ConnectionTally Connections { get; init; }

    /// <summary>Microseconds that taking this sample took.</summary>
    public double CostMicroseconds { get; init; }
}
