using Harness.Agent.Segments;

namespace Harness.Agent.Link;

/// <summary>The connections whose segments have passed the link, one for each pair of ends: no more than there are ports.</summary>
internal sealed class LinkConnections
{
    private readonly Dictionary<(EndPointKey Client, EndPointKey Server), LinkConnection> connections = [];
    private int begun;

    /// <summary>The segment's connection; a client's SYN may begin it. Null for one whose SYN did not pass.</summary>
    public LinkConnection? Of(LinkDirection to, in TcpSegment segment)
    {
        var ends = to == LinkDirection.ToServer ? (segment.Source, segment.Destination) : (segment.Destination, segment.Source);
        var known = connections.GetValueOrDefault(ends);
        var opens = to == LinkDirection.ToServer && segment.Has(TcpFlags.Syn) && !segment.Has(TcpFlags.Ack);
        return opens && known?.IsAnother(segment) != false
            ? connections[ends] = new LinkConnection(++begun, segment.Sequence)
            : known;
    }
}
