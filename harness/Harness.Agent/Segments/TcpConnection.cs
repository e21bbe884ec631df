namespace Harness.Agent.Segments;

/// <summary>
/// One connection as its segments tell it, seen at one place on its way. Its ends are the client, which sent the SYN, and the
/// server. Who closed first is read from acknowledgment numbers, not from the order of arrival: a FIN that does not acknowledge the
/// peer's was sent before that one arrived. So the answer is the same wherever the segments are seen.
/// </summary>
/// <param name="counts">Is told whenever what is known of the connection changes.</param>
/// <param name="synSequence">The sequence number of the client's SYN, by which a connection is told from an earlier one.</param>
internal sealed class TcpConnection(ConnectionCounts counts, uint synSequence)
{
    private readonly End client = new();
    private readonly End server = new();

    // How it began, and what the counts have of it.
    private Marks begun = Marks.Attempted;
    private Marks counted;

    public uint SynSequence { get; } = synSequence;

    /// <summary>Takes a segment that is no SYN of the client.</summary>
    /// <param name="segment">Of this connection.</param>
    /// <param name="isClients">Whether the client sent it.</param>
    /// <param name="isSent">Whether it was seen where it was sent.</param>
    public void Observe(in TcpSegment segment, bool isClients, bool isSent)
    {
        var (from, other) = isClients ? (client, server) : (server, client);
        from.IsHere |= isSent;
        if (segment.Has(TcpFlags.Rst))
        {
            Reset(segment, from, other);
        }
        else if (segment.Has(TcpFlags.Syn))
        {
            begun |= When(segment.Acknowledgment == SynSequence + 1, Marks.Opened | When(server.IsHere, Marks.OpenedHere));
        }
        else if (segment.Has(TcpFlags.Fin) && from.Fin is null)
        {
            from.Fin = new(segment.End, segment.Acknowledgment);
        }

        Count();
    }

    /// <summary>Brings the counts up to what is known of it.</summary>
    public void Count()
    {
        var known = Known();
        counts.Change(counted, known);
        counted = known;
    }

    private void Reset(in TcpSegment segment, End from, End other)
    {
        if (!begun.HasFlag(Marks.Opened))
        {
            // An RST that acknowledges the SYN refuses it. Another one is the client's answer to what it did not expect: its SYN follows.
            begun |= When(from == server && segment.Has(TcpFlags.Ack) && segment.Acknowledgment == SynSequence + 1, Marks.Refused);
            return;
        }

        // A kernel that has no socket for a segment takes its RST's number from there and acknowledges nothing.
        var answers = !segment.Has(TcpFlags.Ack);
        if (from == client && answers && client.Fin is null && segment.Sequence == SynSequence + 1)
        {
            // The client had given up when the SYN-ACK came.
            begun &= ~(Marks.Opened | Marks.OpenedHere);
            return;
        }

        if (from.Fin is not null)
        {
            from.HasResetAfterFin = true;
            if (IsOver(from, other))
            {
                return;
            }

            from.HadDataAfterClose |= answers;
        }

        from.HasReset = true;
        from.ResetFollowsPeersFin |= from.Fin is null && other.Fin is not null;
    }

    // Whether an RST comes from an end for which the connection was over: it closed last, or nothing but the peer's FIN came after its own,
    // too late for its FIN_WAIT2.
    private static bool IsOver(End from, End other) =>
        other.Fin is { } peers && from.Fin is { } own && (Acknowledges(own, peers) || peers.Sequence == own.Acknowledgment);

    // Modulo 2^32 (RFC 9293, 3.4).
    private static bool Acknowledges(Fin fin, Fin peers) => (int)(fin.Acknowledgment - (peers.Sequence + 1)) >= 0;

    private Marks Known()
    {
        if (!begun.HasFlag(Marks.Opened))
        {
            return begun;
        }

        if (client.HasReset || server.HasReset)
        {
            return begun | Marks.Reset
                | When(client.HasReset, Marks.ClientReset)
                | When(server.HasReset, Marks.ServerReset)
                | When((client.HasReset && client.Fin is not null) || server.ResetFollowsPeersFin, Marks.ResetAfterClientFin)
                | When((server.HasReset && server.Fin is not null) || client.ResetFollowsPeersFin, Marks.ResetAfterServerFin)
                | When(client.HadDataAfterClose, Marks.DataAfterClientFin)
                | When(server.HadDataAfterClose, Marks.DataAfterServerFin);
        }

        return begun
            | When(client.Fin is not null || server.Fin is not null, Marks.Closed)
            | Close(client, server, Marks.ClientFirst, Marks.ClientLast, Marks.ClientEntered)
            | Close(server, client, Marks.ServerFirst, Marks.ServerLast, Marks.ServerEntered);
    }

    private static Marks Close(End self, End peer, Marks first, Marks last, Marks entered)
    {
        if (self.Fin is not { } own)
        {
            return Marks.None;
        }

        if (peer.Fin is { } peers && Acknowledges(own, peers))
        {
            return last;
        }

        return first | When(peer.Fin is not null && !self.HasResetAfterFin && self.IsHere, entered);
    }

    private static Marks When(bool condition, Marks mark) => condition ? mark : Marks.None;

    /// <summary>The first FIN that one end sent.</summary>
    /// <param name="Sequence">Its own number.</param>
    /// <param name="Acknowledgment">What its sender had received by then.</param>
    private sealed record Fin(uint Sequence, uint Acknowledgment);

    private sealed class End
    {
        public Fin? Fin { get; set; }

        // Its segments are seen where they are sent, so its TIME_WAIT is here too.
        public bool IsHere { get; set; }

        public bool HasReset { get; set; }

        public bool HasResetAfterFin { get; set; }

        public bool ResetFollowsPeersFin { get; set; }

        public bool HadDataAfterClose { get; set; }
    }
}
