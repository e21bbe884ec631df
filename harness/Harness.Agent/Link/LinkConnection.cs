using Harness.Agent.Segments;

namespace Harness.Agent.Link;

/// <summary>A connection as the link sees it: one for the addresses and ports of both ends, until a SYN begins another one there.</summary>
/// <param name="number">Which of the link's connections, from 1.</param>
/// <param name="syn">The client's first sequence number.</param>
internal sealed class LinkConnection(int number, uint syn)
{
    private readonly LinkWay toServer = new();
    private readonly LinkWay toClient = new();

    public int Number => number;

    /// <summary>Whether a SYN begins another connection.</summary>
    public bool IsAnother(in TcpSegment segment) => segment.Sequence != syn;

    /// <summary>What went one way.</summary>
    public LinkWay Way(LinkDirection to) => to == LinkDirection.ToServer ? toServer : toClient;

    /// <summary>Takes a segment that passes.</summary>
    public void Add(LinkDirection to, in LinkSegment segment) => Way(to).Add(segment, Back(to).Scale);

    /// <summary>
    /// Whether who sent this ACK would take the next bytes of its peer at once: it has just acknowledged data, and all that has been sent.
    /// </summary>
    /// <param name="to">The way of the ACK.</param>
    /// <param name="acknowledging">The ACK.</param>
    /// <param name="within">Of no more bytes than these.</param>
    public bool WaitsForMore(LinkDirection to, in TcpSegment acknowledging, int within) =>
        Way(to).HasAcknowledgedData
        && acknowledging.Acknowledgment == Back(to).End
        && acknowledging.Acknowledgment - Back(to).First - 1 <= within;

    /// <summary>
    /// Whether an end takes a segment for what it acknowledges: nothing that the end has not sent, and nothing older than the largest
    /// window of its peer and than all that the peer has acknowledged (RFC 5961, 5.2, as Linux does it).
    /// </summary>
    /// <param name="to">The way of what the end sends.</param>
    /// <param name="acknowledgment">What the segment acknowledges.</param>
    public bool Takes(LinkDirection to, uint acknowledgment)
    {
        var (own, peer) = (Way(to), Back(to));
        if (own is not { First: { } first, End: { } end } || peer.Acknowledged is not { } acknowledged)
        {
            return false;
        }

        var back = (int)(acknowledged - acknowledgment);
        return (int)(end - acknowledgment) >= 0 && (back <= 0 || (uint)back <= Math.Min(peer.LargestWindow, acknowledged - first));
    }

    private LinkWay Back(LinkDirection to) => to == LinkDirection.ToServer ? toClient : toServer;
}
