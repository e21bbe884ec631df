using Harness.Linux;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Protocol.Tcp;
using Harness.Scenarios.Options;

namespace Harness.Agent.Roles;

/// <summary>
/// Sorts the connect() times of the clients by how much of their port range was taken when they connected. The kernel is asked
/// what is taken; nothing is reckoned. Safe for threads.
/// </summary>
/// <param name="held">What holds ports of this side now.</param>
/// <param name="ports">Combinations of a local port and address and a server's port and address.</param>
internal sealed class PortOccupancy(Func<PortHolders> held, long ports)
{
    // Read so often, the number is late by a few hundred connections at most; read for each, it would cost as much as they do.
    private const long LookEveryMilliseconds = 5;

    private readonly Lock gate = new();
    private readonly Dictionary<int, Histogram> connectByBin = [];
    private long looked;
    private PortHolders now = new();
    private PortHolders most = new();

    /// <summary>Looks at the namespace in which the calling thread stands.</summary>
    /// <param name="load">Says from where to where the clients connect.</param>
    /// <returns>Null where the range cannot be read.</returns>
    public static PortOccupancy? Start(AgentCommand.Load load)
    {
        if (PortRange.Parse(Sysctl.TryRead("ip_local_port_range")) is not { } range)
        {
            return null;
        }

        var sockets = new SockStat();
        return new(() => new() { TimeWait = sockets.Minisockets(), Open = sockets.Open() }, (long)range.Width * Ways(load));
    }

    // How often the whole range can be used: a port that bind(2) chose is taken towards every server.
    private static int Ways(AgentCommand.Load load) => load.Client.Source.Bind switch
    {
        SourceBind.AddressAndPort => load.SourceAddresses.Count,
        SourceBind.Address => load.SourceAddresses.Count * load.ServerAddresses.Count * load.ServerPorts.Count,
        _ => load.ServerAddresses.Count * load.ServerPorts.Count,
    };

    /// <summary>A connect() succeeded.</summary>
    /// <param name="nanoseconds">How long it took.</param>
    public void Connected(long nanoseconds)
    {
        lock (gate)
        {
            var at = Environment.TickCount64;
            if (at - LookEveryMilliseconds >= looked)
            {
                (looked, now) = (at, held());
                most = now.All > most.All ? now : most;
            }

            var bin = (int)Math.Min(OccupancyReport.Bins - 1, now.All * OccupancyReport.Bins / ports);
            if (!connectByBin.TryGetValue(bin, out var histogram))
            {
                connectByBin[bin] = histogram = new();
            }

            histogram.Record(nanoseconds);
        }
    }

    public OccupancyReport Report()
    {
        lock (gate)
        {
            return new() { Ports = ports, Most = most, ConnectByBin = new Dictionary<int, Histogram>(connectByBin) };
        }
    }
}
