using Harness.Protocol.Counting;

namespace Harness.Protocol.Messages;

/// <summary>What one side stood on.</summary>
public sealed record NodeEnvironment
{
    /// <summary>The node's first address.</summary>
    public required string Address { get; init; }

    /// <summary>The TCP settings of its namespace, read back after all were set.</summary>
    public required IReadOnlyDictionary<string, string> Sysctls { get; init; }

    /// <summary>Open files allowed (RLIMIT_NOFILE, soft).</summary>
    public required long DescriptorLimit { get; init; }

    /// <summary>
    /// Those of <see cref="WatchedCounters"/> that this kernel does not have: they came with a later version, or went with an earlier one.
    /// </summary>
    public IReadOnlyList<string> MissingCounters { get; init; } = [];

    /// <summary>Whether this kernel lets a socket choose its port from a window of the range (IP_LOCAL_PORT_RANGE, Linux 6.3).</summary>
    public bool TakesPortWindow { get; init; }

    /// <summary>When this kernel counts a TIME_WAIT.</summary>
    public required CounterMeaning TimeWaitCounted { get; init; }
}
