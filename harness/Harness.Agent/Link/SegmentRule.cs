using System.Runtime.InteropServices;
using Harness.Agent.Segments;
using Harness.Protocol.Messages;
using Harness.Protocol.Time;
using Harness.Scenarios.Options;

namespace Harness.Agent.Link;

/// <summary>A rule at work. For the link's thread.</summary>
internal sealed class SegmentRule
{
    /// <summary>Bytes of the copies that it keeps at most; what finds no room passes as if there were no rule, and is counted.</summary>
    public const long MostKept = 64 << 20;

    private readonly LinkRule asked;
    private readonly int index;
    private readonly SegmentRecorder recorder;
    private readonly int? within;
    private readonly Random random;
    private readonly List<Kept> copies = [];
    private readonly Dictionary<int, long> passedByConnection = [];
    private readonly HashSet<int> deliveredIn = [];
    private readonly Dictionary<UInt128, (uint Timestamp, long At)> newestSyns = [];
    private long passed;
    private long keptBytes;

    // Far apart, so that rules with the same seed do not take the same segments.
    private const int BetweenSeeds = 1_000_003;

    /// <param name="asked">The rule as the scenario has it.</param>
    /// <param name="index">Which of the link's rules, from 0: each draws by itself.</param>
    /// <param name="recorder">Is told what it does.</param>
    public SegmentRule(LinkRule asked, int index, SegmentRecorder recorder)
    {
        (this.asked, this.index, this.recorder) = (asked, index, recorder);
        within = (asked.Do as LinkAct.Copy)?.Deliver switch
        {
            CopyDelivery.InsideAck => int.MaxValue,
            CopyDelivery.InsideEarlyAck early => early.Bytes,
            _ => null,
        };
        random = new Random(unchecked(asked.Seed + (index * BetweenSeeds)));
        IsArmed = asked.Armed;
    }

    public bool IsArmed { get; set; }

    /// <summary>What it has done so far.</summary>
    public LinkRuleReport Report { get; private set; } = new();

    /// <summary>Takes a segment, if it is one of the rule's.</summary>
    /// <param name="to">Which way it goes.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="connection">Its connection, before the segment is added to it; null when it is not known.</param>
    /// <param name="frame">Its frame.</param>
    /// <param name="due">When it is to arrive, which a delay changes; null when it is not to arrive.</param>
    /// <param name="later">Where copies go that arrive a while later.</param>
    public void Take(
        LinkDirection to, in LinkSegment segment, LinkConnection? connection, ReadOnlySpan<byte> frame, ref long? due, FrameQueue later)
    {
        if (!IsArmed || !Looks(to, segment, connection) || !Counts(connection) || !IsOlder(to, segment))
        {
            return;
        }

        Report = Report with { Matched = Report.Matched + 1 };
        recorder.Touch(index);
        switch (asked.Do)
        {
            case LinkAct.Delay delay:
                due += Nanoseconds(delay.By);
                break;
            case LinkAct.Copy { Deliver: CopyDelivery.After after }:
                Send(new Kept(to, segment, [.. frame]), (due ?? MonotonicClock.Now) + Nanoseconds(after.By), later);
                break;
            case LinkAct.Copy:
                Keep(to, segment, frame);
                break;
            default:
                due = null;
                break;
        }
    }

    /// <summary>Lets all copies that it keeps arrive.</summary>
    public void Deliver(FrameQueue queue)
    {
        copies.ForEach(copy => Send(copy, MonotonicClock.Now, queue));
        Forget();
    }

    /// <summary>
    /// Lets a copy arrive whose bytes the sender of this segment would take for new ones: one in each connection. What a second one would
    /// add need not be what its program waits for, and the connection would stop.
    /// </summary>
    /// <param name="to">Which way the segment goes.</param>
    /// <param name="segment">It may acknowledge something.</param>
    /// <param name="connection">Its connection, of which it is now a part.</param>
    /// <param name="due">When it arrives itself.</param>
    /// <param name="queue">Where the copy goes.</param>
    public void DeliverInside(LinkDirection to, in LinkSegment segment, LinkConnection connection, long due, FrameQueue queue)
    {
        if (within is not { } most
            || copies.Count == 0
            || !segment.Tcp.Has(TcpFlags.Ack)
            || !connection.WaitsForMore(to, segment.Tcp, most)
            || deliveredIn.Contains(connection.Number))
        {
            return;
        }

        var acknowledging = segment.Tcp;
        var at = copies.FindIndex(c =>
            c.To != to && c.FallsAround(acknowledging) && connection.Takes(to, c.Segment.Tcp.Acknowledgment));
        if (at >= 0)
        {
            Send(copies[at], due, queue);
            deliveredIn.Add(connection.Number);
            keptBytes -= copies[at].Frame.Length;
            copies.RemoveAt(at);
        }
    }

    private static long Nanoseconds(TimeSpan time) => (long)time.TotalNanoseconds;

    private bool Looks(LinkDirection to, in LinkSegment segment, LinkConnection? connection) =>
        (asked.From is null || asked.From == (to == LinkDirection.ToServer ? Tier.Client : Tier.Server))
        && (asked.Kind is not { } kind || segment.Is(kind))
        && (asked.Port is not { } port || segment.Tcp.Source.Port == port || segment.Tcp.Destination.Port == port)
        && (asked.Connection is not RuleConnections.One one || connection?.Number == one.Number)
        && (asked.Bytes is not { } bytes || Passes(bytes, to, segment, connection));

    private static bool Passes(SegmentBytes bytes, LinkDirection to, in LinkSegment segment, LinkConnection? connection) =>
        segment.End != segment.Tcp.Sequence && connection?.Way(to).HasSeen(segment) == (bytes == SegmentBytes.Repeated);

    // The n-th of those that are left, or some of them.
    private bool Counts(LinkConnection? connection)
    {
        if (asked.Share is { } share)
        {
            return random.NextDouble() < share;
        }

        if (asked.Nth is not { } nth)
        {
            return true;
        }

        if (asked.Connection is not RuleConnections.Each)
        {
            return ++passed == nth;
        }

        return connection is { Number: var number }
            && ++CollectionsMarshal.GetValueRefOrAddDefault(passedByConnection, number, out _) == nth;
    }

    // The rule of tcp_tw_recycle: a minute for which the newest timestamp of an address is kept.
    private bool IsOlder(LinkDirection to, in LinkSegment segment)
    {
        if (asked.Do is not LinkAct.Recycle)
        {
            return true;
        }

        if (segment.Timestamp is not { } timestamp || segment.Tcp.Has(TcpFlags.Ack))
        {
            return false;
        }

        var now = MonotonicClock.Now;
        if (newestSyns.TryGetValue(segment.Tcp.Source.Address, out var newest)
            && now - newest.At < 60 * MonotonicClock.Second
            && (int)(timestamp - newest.Timestamp) < 0)
        {
            return true;
        }

        newestSyns[segment.Tcp.Source.Address] = (timestamp, now);
        return false;
    }

    private void Keep(LinkDirection to, in LinkSegment segment, ReadOnlySpan<byte> frame)
    {
        if (keptBytes + frame.Length > MostKept)
        {
            Report = Report with { LeftOut = Report.LeftOut + 1 };
            return;
        }

        keptBytes += frame.Length;
        copies.Add(new Kept(to, segment, [.. frame]));
    }

    private void Send(Kept copy, long due, FrameQueue queue)
    {
        var fits = queue.TryAdd(copy.To, copy.Frame, due, recorder.AddCopy(copy.To, copy.Segment, MonotonicClock.Now, index));
        Report = fits ? Report with { Delivered = Report.Delivered + 1 } : Report with { LeftOut = Report.LeftOut + 1 };
    }

    private void Forget()
    {
        copies.Clear();
        keptBytes = 0;
    }

    private sealed record Kept(LinkDirection To, LinkSegment Segment, byte[] Frame)
    {
        public bool FallsAround(in TcpSegment acknowledging) =>
            acknowledging.Source == Segment.Tcp.Destination
            && acknowledging.Destination == Segment.Tcp.Source
            && (int)(acknowledging.Acknowledgment - Segment.Tcp.Sequence) > 0
            && (int)(acknowledging.Acknowledgment - Segment.Tcp.End) < 0;
    }
}
