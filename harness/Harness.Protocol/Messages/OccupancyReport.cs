using Harness.Protocol.Counting;

namespace Harness.Protocol.Messages;

/// <summary>The client's connect() times by how much of its port range was taken, as its agent measured them.</summary>
public sealed record OccupancyReport
{
    /// <summary>The bins that the share 0 to 1 is cut into, all of one width.</summary>
    public const int Bins = 20;

    /// <summary>Combinations of a local port and a server port: what there is to be taken.</summary>
    public long Ports { get; init; }

    /// <summary>What held the ports at the look that found most of them taken.</summary>
    public PortHolders Most { get; init; } = new();

    /// <summary>connect() times by the number of the bin, 0 to <see cref="Bins"/> - 1; bins without a connect are left out.</summary>
    public IReadOnlyDictionary<int, Histogram> ConnectByBin { get; init; } = new Dictionary<int, Histogram>();
}
