using System.Net;
using Harness.Protocol;
using Harness.Protocol.Counting;
using Harness.Scenarios.Options;

namespace Harness.Analysis.Witness;

/// <summary>
/// The captures of all nodes of a hop, and the connections in them. Of each node only what its own end has sent is read: that is what it
/// did, whatever became of it on the way.
/// </summary>
/// <param name="hop">Which connections are looked at.</param>
public sealed class WireCaptures(HopEndPoints hop)
{
    private readonly HashSet<IPEndPoint> servers =
        [.. from a in hop.ServerAddresses from p in hop.ServerPorts select new IPEndPoint(IPAddress.Parse(a), p)];

    private readonly HashSet<IPAddress> clients = [.. hop.ClientAddresses.Select(IPAddress.Parse)];
    private readonly Dictionary<NodeId, PcapReader> readers = [];
    private readonly Dictionary<(IPEndPoint Client, IPEndPoint Server), Begun> clientEnds = [];
    private readonly Dictionary<(IPEndPoint Client, IPEndPoint Server), (uint Syn, WireEnd End)> serverEnds = [];
    private readonly Dictionary<(IPEndPoint Client, IPEndPoint Server, uint Syn), WireEnd> answers = [];
    private readonly List<Begun> begun = [];

    /// <summary>Segments of the hop, each counted where it was sent.</summary>
    public long Segments { get; private set; }

    /// <summary>Every connection that was opened, in the order of the SYNs in each capture.</summary>
    public IReadOnlyList<WireConnection> Opened() =>
    [
        .. begun
            .Select(b => new WireConnection(
                b.Client, b.Server, b.Syn, b.At, b.End, answers.GetValueOrDefault((b.Client, b.Server, b.Syn)) ?? new()))
            .Where(c => c.IsOpened),
    ];

    /// <summary>Reads on in a node's capture.</summary>
    /// <param name="node">Whose it is.</param>
    /// <param name="tier">The node's.</param>
    /// <param name="piece">The next bytes of its pcap file.</param>
    /// <exception cref="FormatException">It is no pcap file of IP packets.</exception>
    public void Add(NodeId node, Tier tier, ReadOnlySpan<byte> piece)
    {
        if (!readers.TryGetValue(node, out var reader))
        {
            TakePacket take = tier == Tier.Server ? OfServer : OfClient;
            readers[node] = reader = new PcapReader(take);
        }

        reader.Add(piece);
    }

    private void OfClient(ReadOnlySpan<byte> packet, long at)
    {
        if (!WireSegment.TryRead(packet, out var segment) || !servers.Contains(segment.To) || !clients.Contains(segment.From.Address))
        {
            return;
        }

        Segments++;
        var ends = (segment.From, segment.To);
        if (segment is { IsSyn: true, HasAck: false }
            && (!clientEnds.TryGetValue(ends, out var before) || before.Syn != segment.Sequence))
        {
            begun.Add(clientEnds[ends] = new Begun(segment.From, segment.To, segment.Sequence, at, new()));
        }

        // An RST before the connection is open answers what comes of an earlier one of these ports, such as a challenge ACK.
        if (clientEnds.TryGetValue(ends, out var connection) && (!segment.IsReset || connection.End.HasAcknowledged))
        {
            connection.End.Add(segment, at);
        }
    }

    private void OfServer(ReadOnlySpan<byte> packet, long at)
    {
        if (!WireSegment.TryRead(packet, out var segment) || !servers.Contains(segment.From) || !clients.Contains(segment.To.Address))
        {
            return;
        }

        Segments++;
        var (ends, syn) = ((segment.To, segment.From), segment.Acknowledgment - 1);
        if (segment is { IsSyn: true, HasAck: true } && (!serverEnds.TryGetValue(ends, out var before) || before.Syn != syn))
        {
            answers[(segment.To, segment.From, syn)] = (serverEnds[ends] = (syn, new())).End;
        }

        if (serverEnds.TryGetValue(ends, out var known))
        {
            known.End.Add(segment, at);
        }
    }

    private sealed record Begun(IPEndPoint Client, IPEndPoint Server, uint Syn, long At, WireEnd End);
}
