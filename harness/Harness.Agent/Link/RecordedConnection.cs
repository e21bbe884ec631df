using System.Runtime.InteropServices;
using Harness.Agent.Segments;
using Harness.Protocol.Sequences;

namespace Harness.Agent.Link;

/// <summary>
/// The segments of one pair of ends, as many as there is room for: those that open and end connections or that a rule touched, what is
/// near them, and the first ones of the rest.
/// </summary>
/// <param name="client">The client's end.</param>
/// <param name="server">The server's end.</param>
internal sealed class RecordedConnection(EndPointKey client, EndPointKey server)
{
    /// <summary>Segments that are kept at most.</summary>
    public const int MostSegments = 200;

    // Of what passed before a rule touched the connection, the first and the last ones.
    private const int MostBefore = 40;
    private const int NearBefore = 60;

    // After that, of those that do not matter, besides some right after each touch: a long body leaves room for the connection's end.
    private const int MostOthers = 50;
    private const int NearAfter = 8;

    // Of those that a rule touches; and of what passed right before a copy arrives.
    private const int MostTouched = 24;
    private const int NearCopy = 6;

    private readonly Dictionary<int, int> touched = [];
    private readonly List<RecordedSegment> kept = new(MostSegments);
    private int others;
    private int leftOut;
    private int near;

    /// <summary>The rules of which it is the first connection, a bit each.</summary>
    public ulong FirstOf { get; set; }

    public bool Has(in RecordedSegment segment) => segment.Client == client && segment.Server == server;

    /// <summary>Adds what passed before a rule touched the connection, and the one that it touched.</summary>
    public void AddEarlier(IReadOnlyList<RecordedSegment> earlier)
    {
        foreach (var (index, segment) in earlier.Index())
        {
            if (index >= MostBefore && index < earlier.Count - NearBefore)
            {
                leftOut++;
            }
            else
            {
                Keep(segment);
            }
        }
    }

    /// <summary>Adds one that has just arrived, or a copy that is on its way.</summary>
    public void Add(in RecordedSegment segment)
    {
        if (kept.Count == MostSegments || (!segment.Matters && near == 0 && others == MostOthers))
        {
            leftOut++;
            return;
        }

        if (!segment.Matters)
        {
            (near, others) = near > 0 ? (near - 1, others) : (0, others + 1);
        }

        Keep(segment);
    }

    /// <summary>Adds a copy that is on its way, and what passed right before it.</summary>
    /// <param name="copy">The copy.</param>
    /// <param name="before">The last segments of the connection.</param>
    public void AddCopy(in RecordedSegment copy, IReadOnlyList<RecordedSegment> before)
    {
        var last = kept.Count > 0 ? kept[^1].Number : 0;
        var missing = before.Where(s => s.Number > last).TakeLast(Math.Min(NearCopy, MostSegments - kept.Count)).ToList();
        leftOut -= missing.Count;
        missing.ForEach(Keep);
        near = NearAfter;
        Add(copy);
    }

    /// <summary>A rule has taken the one that arrived last.</summary>
    /// <param name="segment">That one, with the rule's bit.</param>
    /// <param name="rule">Which rule: of what one takes again and again, the first ones matter.</param>
    public void Touch(in RecordedSegment segment, int rule)
    {
        var isOneOfFew = ++CollectionsMarshal.GetValueRefOrAddDefault(touched, rule, out _) <= MostTouched;
        near = isOneOfFew ? NearAfter : near;
        if (IndexOf(segment.Number) is >= 0 and var index)
        {
            kept[index] = kept[index] with { TakenBy = segment.TakenBy };
        }
        else if (isOneOfFew && kept.Count < MostSegments)
        {
            // It was left out as one of many.
            leftOut--;
            Keep(segment);
        }
    }

    /// <summary>A segment has left; nothing happens if it is none of these.</summary>
    public void Left(long number, long at)
    {
        if (IndexOf(number) is >= 0 and var index)
        {
            kept[index] = kept[index] with { LeftAt = at };
        }
    }

    public TracedConnection Trace(IReadOnlyList<SegmentDeed> byRule) => new(
        new($"{client}", $"{server}"),
        [.. byRule.Where((_, rule) => (FirstOf & (1UL << rule)) != 0).Select(deed => deed.Rule)],
        [.. kept.Select(segment => segment.Trace(byRule))],
        leftOut);

    private void Keep(RecordedSegment segment)
    {
        segment.LeftOutBefore = leftOut;
        leftOut = 0;
        kept.Add(segment);
    }

    // Numbers rise.
    private int IndexOf(long number)
    {
        var (from, to) = (0, kept.Count - 1);
        while (from <= to)
        {
            var middle = (from + to) / 2;
            if (kept[middle].Number == number)
            {
                return middle;
            }

            (from, to) = kept[middle].Number < number ? (middle + 1, to) : (from, middle - 1);
        }

        return -1;
    }
}
