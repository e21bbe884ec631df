using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Harness.Protocol.Counting;

namespace Harness.Agent.Segments;

/// <summary>
/// Every connection whose segments were seen, those of one hop apart from all others, by their 4-tuples. It keeps one entry for each
/// 4-tuple, so it grows no further than the ports go.
/// </summary>
internal sealed class ConnectionTable
{
    /// <summary>
    /// Destinations that are named, when connections beside the hop's lead there. What leads elsewhere is counted together.
    /// </summary>
    public const int MostDestinations = 20;

    private readonly HashSet<UInt128> clients;
    private readonly HashSet<EndPointKey> servers;
    private readonly ConnectionCounts hop = new();
    private readonly Dictionary<EndPointKey, ConnectionCounts> others = [];
    private readonly Dictionary<(EndPointKey Client, EndPointKey Server), TcpConnection> connections = [];

    private readonly List<FollowedConnection>? replaced;

    /// <param name="ends">The hop's own.</param>
    /// <param name="keepsAll">Whether <see cref="Followed"/> has every connection, also of a 4-tuple that was used again.</param>
    public ConnectionTable(HopEndPoints ends, bool keepsAll)
    {
        replaced = keepsAll ? [] : null;
        clients = [.. ends.ClientAddresses.Select(a => EndPointKey.Of(IPAddress.Parse(a), 0).Address)];
        servers = [.. from a in ends.ServerAddresses from p in ends.ServerPorts select EndPointKey.Of(IPAddress.Parse(a), p)];
    }

    /// <summary>Takes a segment; one of a connection whose SYN was not seen is passed over.</summary>
    /// <param name="segment">With SYN, FIN or RST.</param>
    /// <param name="isSent">Whether it was seen where it was sent.</param>
    public void Observe(in TcpSegment segment, bool isSent)
    {
        if (segment.Has(TcpFlags.Syn) && !segment.Has(TcpFlags.Ack))
        {
            Begin(segment);
            return;
        }

        ref var connection = ref Find(segment.Source, segment.Destination);
        var isClients = !Unsafe.IsNullRef(ref connection);
        if (!isClients)
        {
            connection = ref Find(segment.Destination, segment.Source);
        }

        if (!Unsafe.IsNullRef(ref connection))
        {
            connection.Observe(segment, isClients, isSent);
        }
    }

    /// <summary>What has been seen so far.</summary>
    public HopTally Tally() => new()
    {
        Attempted = hop[Marks.Attempted],
        Opened = hop[Marks.Opened],
        Refused = hop[Marks.Refused],
        Closed = hop[Marks.Closed],
        Reset = hop[Marks.Reset],
        ClientBeforeAnswer = hop[Marks.ClientBeforeAnswer],
        Client = hop.Client,
        Server = hop.Server,
        Others = [.. others.Select(o => new OtherConnections(
            o.Key.Port == 0 ? null : $"{o.Key}",
            o.Value[Marks.Opened],
            o.Value[Marks.OpenedHere],
            o.Value.EnteredHere,
            o.Value[Marks.Reset]))],
    };

    /// <summary>Each connection of the hop that was opened; of a 4-tuple that was used again the last one, unless all are kept.</summary>
    public IReadOnlyList<FollowedConnection> Followed() =>
        [.. replaced ?? [], .. connections.Where(c => IsFollowed(c.Value)).Select(c => Of(c.Key, c.Value))];

    private bool IsFollowed(in TcpConnection connection) => connection.IsOf(hop) && connection.Known.Connection.HasFlag(Marks.Opened);

    private static FollowedConnection Of((EndPointKey Client, EndPointKey Server) ends, in TcpConnection connection) => new(
        ends.Client.ToEndPoint(), ends.Server.ToEndPoint(), connection.SynSequence, connection.Known.Client, connection.Known.Server);

    private ref TcpConnection Find(EndPointKey client, EndPointKey server) =>
        ref CollectionsMarshal.GetValueRefOrNullRef(connections, (client, server));

    private void Begin(in TcpSegment syn)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(connections, (syn.Source, syn.Destination), out _);

        // Sent again, or seen a second time on the loopback interface.
        if (!known.IsKnown || known.SynSequence != syn.Sequence)
        {
            if (known.IsKnown && IsFollowed(known))
            {
                replaced?.Add(Of((syn.Source, syn.Destination), known));
            }

            known = new TcpConnection(CountsOf(syn), syn.Sequence);
        }
    }

    private ConnectionCounts CountsOf(in TcpSegment syn)
    {
        if (clients.Contains(syn.Source.Address) && servers.Contains(syn.Destination))
        {
            return hop;
        }

        var destination = others.Count < MostDestinations || others.ContainsKey(syn.Destination) ? syn.Destination : default;
        ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(others, destination, out _);
        return counts ??= new();
    }
}
