using Harness.Agent.Segments;

namespace Harness.Agent.Link;

/// <summary>What passed one way of a connection.</summary>
internal sealed class LinkWay
{
    /// <summary>The number of its SYN; null when none has passed.</summary>
    public uint? First { get; private set; }

    /// <summary>The number behind the last byte that passed; null before the first.</summary>
    public uint? End { get; private set; }

    /// <summary>The newest byte that it acknowledged; null before the first ACK.</summary>
    public uint? Acknowledged { get; private set; }

    /// <summary>The segment that passed last has acknowledged more than the one before, and not the SYN alone.</summary>
    public bool HasAcknowledgedData { get; private set; }

    /// <summary>The largest window that it granted, in bytes.</summary>
    public uint LargestWindow { get; private set; }

    /// <summary>By how many bits its windows are shifted, as its SYN says; null when it does not.</summary>
    public byte? Scale { get; private set; }

    /// <summary>Whether all bytes of the segment have passed before.</summary>
    public bool HasSeen(in LinkSegment segment) => End is { } seen && (int)(segment.End - seen) <= 0;

    /// <summary>Takes a segment that passes.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="peersScale">What the peer's SYN says of its windows: only where both do are any shifted (RFC 7323, 2.2).</param>
    public void Add(in LinkSegment segment, byte? peersScale)
    {
        if (segment.Tcp.Has(TcpFlags.Rst))
        {
            return;
        }

        var isSyn = segment.Tcp.Has(TcpFlags.Syn);
        (First, Scale) = isSyn ? (segment.Tcp.Sequence, segment.WindowScale) : (First, Scale);
        var shift = !isSyn && peersScale is not null ? Math.Min(Scale ?? 0, (byte)14) : 0;
        LargestWindow = Math.Max(LargestWindow, (uint)segment.Window << shift);
        if (!HasSeen(segment))
        {
            End = segment.End;
        }

        if (segment.Tcp.Has(TcpFlags.Ack))
        {
            HasAcknowledgedData = Acknowledged is { } before && (int)(segment.Tcp.Acknowledgment - before) > 0;
            Acknowledged = HasAcknowledgedData || Acknowledged is null ? segment.Tcp.Acknowledgment : Acknowledged;
        }
    }
}
