using System.Runtime.InteropServices;
using Harness.Agent.Segments;
using Harness.Protocol.Sequences;
using Harness.Scenarios.Options;

namespace Harness.Agent.Link;

/// <summary>A segment that passed the link, and what became of it.</summary>
/// <param name="Number">Which of all, from 1; a copy is one of its own.</param>
/// <param name="To">Which way it goes.</param>
/// <param name="Segment">Its header.</param>
/// <param name="At">When it arrived; of a copy when it was sent on its way.</param>
[StructLayout(LayoutKind.Auto)]
internal record struct RecordedSegment(long Number, LinkDirection To, LinkSegment Segment, long At)
{
    /// <summary>The rules that took it, a bit each.</summary>
    public ulong TakenBy { get; set; }

    /// <summary>The rule whose copy it is; null: it is an original.</summary>
    public int? CopyOf { get; init; }

    /// <summary>When it left; null as long as it has not.</summary>
    public long? LeftAt { get; set; }

    /// <summary>Segments of its connection right before it that were not kept.</summary>
    public int LeftOutBefore { get; set; }

    public readonly EndPointKey Client => To == LinkDirection.ToServer ? Segment.Tcp.Source : Segment.Tcp.Destination;

    public readonly EndPointKey Server => To == LinkDirection.ToServer ? Segment.Tcp.Destination : Segment.Tcp.Source;

    /// <summary>Whether it opens or ends a connection, or a rule has to do with it: one that tells a story.</summary>
    public readonly bool Matters => TakenBy != 0 || CopyOf is not null
        || Segment.Tcp.Has(TcpFlags.Syn) || Segment.Tcp.Has(TcpFlags.Fin) || Segment.Tcp.Has(TcpFlags.Rst);

    public readonly TracedSegment Trace(IReadOnlyList<SegmentDeed> byRule)
    {
        var taken = TakenBy;
        List<SegmentDeed> deeds = [.. byRule.Where((_, rule) => (taken & (1UL << rule)) != 0)];
        if (CopyOf is { } rule)
        {
            deeds.Add(new(SegmentAct.Delivered, byRule[rule].Rule));
        }

        var tcp = Segment.Tcp;
        return new(
            At,
            LeftAt,
            new(
                To == LinkDirection.ToServer ? Tier.Client : Tier.Server,
                (byte)tcp.Flags, tcp.Sequence, tcp.Acknowledgment, tcp.Length, Segment.Timestamp, Segment.Echo),
            deeds,
            LeftOutBefore);
    }
}
