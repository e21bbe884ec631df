using System.Runtime.InteropServices;
using Harness.Protocol.Counting;

namespace Harness.Agent.Segments;

/// <summary>
/// One connection as its segments tell it, seen at one place on its way. Its ends are the client, which sent the SYN, and the
/// server. Who closed first is read from acknowledgment numbers, not from the order of arrival: a FIN that does not acknowledge the
/// peer's was sent before that one arrived. So the answer is the same wherever the segments are seen. There may be a hundred thousand
/// of these: a struct that is changed where it lies.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct TcpConnection
{
    private readonly ConnectionCounts counts;
    private ConnectionEnd client;
    private ConnectionEnd server;

    // How it began, and what the counts have of it.
    private uint synAckSequence;
    private Marks begun;
    private Known counted;

    /// <summary>Begins with the client's SYN.</summary>
    /// <param name="counts">Is told whenever what is known of the connection changes.</param>
    /// <param name="synSequence">The SYN's sequence number, by which a connection is told from an earlier one of the same ports.</param>
    public TcpConnection(ConnectionCounts counts, uint synSequence)
    {
        (this.counts, SynSequence, begun) = (counts, synSequence, Marks.Attempted);
        Count();
    }

    public uint SynSequence { get; }

    /// <summary>Whether it has begun.</summary>
    public readonly bool IsKnown => counts is not null;

    /// <summary>What is known of it.</summary>
    public readonly Known Known => counted;

    /// <summary>Whether it is one of those that are counted there.</summary>
    public readonly bool IsOf(ConnectionCounts those) => counts == those;

    /// <summary>Takes a segment that is no SYN of the client.</summary>
    /// <param name="segment">Of this connection.</param>
    /// <param name="isClients">Whether the client sent it.</param>
    /// <param name="isSent">Whether it was seen where it was sent.</param>
    public void Observe(in TcpSegment segment, bool isClients, bool isSent)
    {
        ref var from = ref (isClients ? ref client : ref server);
        ref var peer = ref (isClients ? ref server : ref client);
        from.IsHere |= isSent;
        if (segment.Has(TcpFlags.Rst))
        {
            Reset(segment, isClients, ref from, ref peer);
        }
        else if (segment.Has(TcpFlags.Syn))
        {
            synAckSequence = segment.Sequence;
            begun |= When(segment.Acknowledgment == SynSequence + 1, Marks.Opened | When(server.IsHere, Marks.OpenedHere));
        }
        else if (segment.Has(TcpFlags.Fin) && !from.HasFin)
        {
            (from.HasFin, from.FinSequence, from.FinAcknowledgment) = (true, segment.End, segment.Acknowledgment);
        }

        Count();
    }

    private void Reset(in TcpSegment segment, bool isClients, ref ConnectionEnd from, ref ConnectionEnd peer)
    {
        if (!begun.HasFlag(Marks.Opened))
        {
            // An RST that acknowledges the SYN refuses it. Another one is the client's answer to what it did not expect: its SYN follows.
            begun |= When(!isClients && segment.Has(TcpFlags.Ack) && segment.Acknowledgment == SynSequence + 1, Marks.Refused);
            return;
        }

        // A kernel that has no socket for a segment takes its RST's number from there and acknowledges nothing.
        var answers = !segment.Has(TcpFlags.Ack);
        if (isClients && answers && !client.HasFin && segment.Sequence == SynSequence + 1)
        {
            // The client had given up when the SYN-ACK came.
            begun &= ~(Marks.Opened | Marks.OpenedHere);
            return;
        }

        if (from.HasFin)
        {
            from.HasResetAfterFin = true;
            if (peer.HasFin && from.IsOver(peer, answers))
            {
                return;
            }

            from.HadDataAfterClose |= answers;
        }

        from.HasReset = true;
        from.ResetFollowsPeersFin |= !from.HasFin && peer.HasFin;
    }

    // Brings the counts up to what is known.
    private void Count()
    {
        var known = begun.HasFlag(Marks.Opened) ? OfOpened() : new Known(begun, EndMarks.None, EndMarks.None);
        counts.Change(counted, known);
        counted = known;
    }

    private readonly Known OfOpened()
    {
        var early = When(client.HasFin && client.FinAcknowledgment == synAckSequence + 1, Marks.ClientBeforeAnswer);
        return client.HasReset || server.HasReset
            ? new(begun | early | Marks.Reset, client.WhenReset(server), server.WhenReset(client))
            : new(
                begun | early | When(client.HasFin || server.HasFin, Marks.Closed), client.WhenClosed(server), server.WhenClosed(client));
    }

    private static Marks When(bool condition, Marks mark) => condition ? mark : Marks.None;
}
