namespace Harness.Analysis.Witness;

/// <summary>What one end of a connection has sent, as its own capture has it.</summary>
public sealed class WireEnd
{
    private WireSegment? fin;
    private WireSegment? reset;
    private bool resetAfterFin;
    private uint? dataEnd;
    private uint? acknowledged;

    /// <summary>When it sent its first FIN, in nanoseconds since 1970; null when it sent none.</summary>
    public long? FinAt { get; private set; }

    /// <summary>When it sent its first RST, likewise.</summary>
    public long? ResetAt { get; private set; }

    /// <summary>A SYN with an acknowledgment: a server that takes the connection.</summary>
    public bool HasAnswered { get; private set; }

    /// <summary>It acknowledged something: a client for which the connection is established.</summary>
    public bool HasAcknowledged { get; private set; }

    /// <summary>Whether it closed while the peer's FIN had not come.</summary>
    public bool IsFirst(WireEnd peer) => fin is not null && !HadReceivedFin(peer);

    /// <summary>
    /// It became a TIME_WAIT: it closed first, and was there to acknowledge the peer's FIN. One that was lost on the way never came.
    /// </summary>
    public bool Enters(WireEnd peer) =>
        IsFirst(peer) && peer.fin is { } theirs && acknowledged is { } last && IsBehind(last, theirs.End) && reset is null;

    /// <summary>
    /// Whether its RST ended the connection: sent in place of a FIN; or after it, by its own will, or because data came that it no longer
    /// takes.
    /// </summary>
    public bool Cuts(WireEnd peer)
    {
        if (reset is not { } first)
        {
            return false;
        }

        if (!resetAfterFin)
        {
            return true;
        }

        var hasDataAfter = peer.dataEnd is { } end && IsBehind(end, fin!.Value.Acknowledgment);
        return !HadReceivedFin(peer) && (hasDataAfter || first.HasAck || peer.fin is null);
    }

    /// <summary>Takes the next segment that it sent.</summary>
    /// <param name="segment">Of this connection.</param>
    /// <param name="at">Nanoseconds since 1970.</param>
    public void Add(in WireSegment segment, long at)
    {
        HasAnswered |= segment is { IsSyn: true, HasAck: true };
        HasAcknowledged |= segment is { HasAck: true, IsReset: false };
        if (segment is { HasAck: true, IsReset: false } && (acknowledged is not { } before || IsBehind(segment.Acknowledgment, before)))
        {
            acknowledged = segment.Acknowledgment;
        }

        if (segment.IsReset && reset is null)
        {
            (reset, ResetAt, resetAfterFin) = (segment, at, fin is not null);
        }

        if (segment.IsFin && fin is null)
        {
            (fin, FinAt) = (segment, at);
        }

        if (segment.Length > 0 && (dataEnd is not { } end || IsBehind(segment.End, end)))
        {
            dataEnd = segment.End;
        }
    }

    private bool HadReceivedFin(WireEnd peer) =>
        fin is { } mine && peer.fin is { } peers && IsBehind(mine.Acknowledgment, peers.End);

    // Sequence numbers go round (RFC 9293, 3.4).
    private static bool IsBehind(uint number, uint other) => (int)(number - other) > 0;
}
