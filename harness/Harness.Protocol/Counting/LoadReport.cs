namespace Harness.Protocol.Counting;

/// <summary>What the loads of one name came to.</summary>
public sealed record LoadReport
{
    /// <summary>Their connections so far.</summary>
    public ConnectionTally Connections { get; init; } = new();

    /// <summary>Bytes that their clients sent and read.</summary>
    public long Bytes { get; init; }

    /// <summary>From when the first connection of each was due until its last one ended, added up.</summary>
    public double Seconds { get; init; }

    /// <summary>Bytes sent and read per second of each completed connection, from the first one sent to the last one read.</summary>
    public Histogram BytesPerSecond { get; init; } = new();

    /// <summary>These and a load that another one followed.</summary>
    public LoadReport And(LoadReport other) => new()
    {
        Connections = Connections.And(other.Connections),
        Bytes = Bytes + other.Bytes,
        Seconds = Seconds + other.Seconds,
        BytesPerSecond = Histogram.Merge([BytesPerSecond, other.BytesPerSecond]),
    };
}
