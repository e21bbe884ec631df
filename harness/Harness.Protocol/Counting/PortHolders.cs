using System.Text.Json.Serialization;

namespace Harness.Protocol.Counting;

/// <summary>What holds the local ports of a namespace, by state. Each holds one port for its destination.</summary>
public sealed record PortHolders
{
    /// <summary>TIME_WAITs, and FIN_WAIT2 minisockets: what the kernel keeps of closed connections.</summary>
    public long TimeWait { get; init; }

    /// <summary>Sockets in every other state, from SYN_SENT over ESTABLISHED to LAST_ACK.</summary>
    public long Open { get; init; }

    /// <summary>Ports held by any of them.</summary>
    [JsonIgnore]
    public long All => TimeWait + Open;

    /// <summary>Those of both.</summary>
    public PortHolders And(PortHolders other) => new() { TimeWait = TimeWait + other.TimeWait, Open = Open + other.Open };
}
