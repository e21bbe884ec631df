using Harness.Protocol.Sequences;

namespace Harness.Agent.Link;

/// <summary>
/// Keeps what passes of the first connections that the rules touch, the first one of each rule before others. Its memory is taken at
/// once: it remembers the last segments of all connections, so that one that is touched is known from before. For the link's thread.
/// </summary>
/// <param name="rules">What each rule does, in their order; at most 64.</param>
internal sealed class SegmentRecorder(IReadOnlyList<SegmentDeed> rules)
{
    /// <summary>Connections that are kept at most.</summary>
    public const int MostConnections = 4;

    // A power of two. Some thousand short connections.
    private const int Remembered = 16_384;

    // Of these, how many are looked at for what came before a copy.
    private const int LookedBack = 32;

    private readonly RecordedSegment[] recent = new RecordedSegment[Remembered];
    private readonly List<RecordedConnection> connections = new(MostConnections);
    private ulong haveFirst;
    private long newest;

    /// <summary>The number of the segment that arrived last.</summary>
    public long Current { get; private set; }

    /// <summary>Takes note of a segment that arrived.</summary>
    public void Add(LinkDirection to, in LinkSegment segment, long at) =>
        Current = Add(new RecordedSegment(++newest, to, segment, at));

    /// <summary>Takes note of a copy that is on its way.</summary>
    /// <returns>Its number.</returns>
    public long AddCopy(LinkDirection to, in LinkSegment segment, long at, int rule)
    {
        var copy = new RecordedSegment(++newest, to, segment, at) { CopyOf = rule };
        At(copy.Number) = copy;
        if (Find(copy) is { } connection)
        {
            connection.AddCopy(copy, Earlier(connection, LookedBack).SkipLast(1).ToList());
        }

        return copy.Number;
    }

    /// <summary>A rule has taken the segment that arrived last.</summary>
    public void Touch(int rule)
    {
        ref var current = ref At(Current);
        current.TakenBy |= 1UL << rule;
        var isFirst = (haveFirst & (1UL << rule)) == 0;
        if ((Find(current) ?? Follow(current, isFirst)) is not { } connection)
        {
            return;
        }

        connection.FirstOf |= isFirst ? 1UL << rule : 0;
        haveFirst |= 1UL << rule;
        connection.Touch(current, rule);
    }

    /// <summary>A segment has left.</summary>
    public void Left(long number, long at)
    {
        ref var recorded = ref At(number);
        if (recorded.Number == number)
        {
            recorded.LeftAt = at;
        }

        foreach (var connection in connections)
        {
            connection.Left(number, at);
        }
    }

    /// <summary>What was kept, in the order in which the connections were touched.</summary>
    public IReadOnlyList<TracedConnection> Trace() => [.. connections.Select(c => c.Trace(rules))];

    private ref RecordedSegment At(long number) => ref recent[number & (Remembered - 1)];

    private long Add(in RecordedSegment segment)
    {
        At(segment.Number) = segment;
        Find(segment)?.Add(segment);
        return segment.Number;
    }

    private RecordedConnection? Find(in RecordedSegment segment)
    {
        foreach (var connection in connections)
        {
            if (connection.Has(segment))
            {
                return connection;
            }
        }

        return null;
    }

    // One that is the first of no rule makes room for one that is.
    private RecordedConnection? Follow(in RecordedSegment touched, bool isFirst)
    {
        if (connections.Count == MostConnections
            && (!isFirst || connections.FindLastIndex(c => c.FirstOf == 0) is not (>= 0 and var other) || !Remove(other)))
        {
            return null;
        }

        var connection = new RecordedConnection(touched.Client, touched.Server);
        connection.AddEarlier(Earlier(connection, Remembered));
        connections.Add(connection);
        return connection;
    }

    private bool Remove(int index)
    {
        connections.RemoveAt(index);
        return true;
    }

    // What it has among the last ones of all.
    private List<RecordedSegment> Earlier(RecordedConnection connection, int among)
    {
        var earlier = new List<RecordedSegment>();
        for (var number = Math.Max(1, newest - among + 1); number <= newest; number++)
        {
            if (connection.Has(At(number)))
            {
                earlier.Add(At(number));
            }
        }

        return earlier;
    }
}
