using System.Net;
using Harness.Protocol.Counting;
using Harness.Protocol.Sequences;
using Harness.Scenarios.Options;

namespace Harness.Agent.States;

/// <summary>Which states each socket of an end was found in, from look to look. Not safe for threads.</summary>
/// <param name="tier">The end's.</param>
internal sealed class StateLog(Tier tier)
{
    /// <summary>Sockets that are followed at the same time, at most.</summary>
    public const int MostSockets = 8192;

    /// <summary>Changes that are kept; the oldest ones give way.</summary>
    public const int MostChanges = 32_768;

    private readonly Dictionary<(IPEndPoint Local, IPEndPoint Peer), Found> sockets = [];
    private readonly Queue<((IPEndPoint Local, IPEndPoint Peer) Ends, StateChange Change)> changes = [];
    private readonly List<(IPEndPoint Local, IPEndPoint Peer)> gone = [];
    private long looks;
    private long? lastBegan;

    /// <summary>Changes that could not be kept.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Takes note of a look at all sockets.</summary>
    /// <param name="seen">All that there were.</param>
    /// <param name="began">When it began, in nanoseconds.</param>
    /// <param name="ended">When it had ended.</param>
    public void Observe(IReadOnlyList<SocketEntry> seen, long began, long ended)
    {
        looks++;
        foreach (var socket in seen)
        {
            Observe(socket, ended);
        }

        Miss(ended);
        lastBegan = began;
    }

    /// <summary>The changes of some connections, in the order in which they were seen.</summary>
    public IReadOnlyList<StateChange> Of(IReadOnlyList<TracedEnds> connections)
    {
        var numbers = connections.Index().ToDictionary(c => EndsOf(c.Item), c => c.Index);
        return [.. changes.Where(c => numbers.ContainsKey(c.Ends)).Select(c => c.Change with { Connection = numbers[c.Ends] })];
    }

    private void Observe(SocketEntry socket, long ended)
    {
        var ends = (socket.Local, socket.Peer);
        if (!sockets.TryGetValue(ends, out var found))
        {
            if (sockets.Count == MostSockets)
            {
                LeftOut++;
                return;
            }

            found = new Found();
            sockets[ends] = found;
        }

        // A dump is not atomic: one that moves meanwhile may be in it twice, and then moves to TIME_WAIT.
        var isSecond = found.Look == looks && found.State == TcpState.TimeWait;
        if (!isSecond && (found.State, found.IsMinisocket) != (socket.State, socket.IsMinisocket))
        {
            (found.State, found.IsMinisocket) = (socket.State, socket.IsMinisocket);
            Keep(ends, new(0, lastBegan, ended, socket.State, socket.IsMinisocket));
        }

        found.Look = looks;
    }

    // One that moves may also be missed by a look; two do not miss it.
    private void Miss(long ended)
    {
        foreach (var (ends, found) in sockets)
        {
            if (found.Look == looks - 1)
            {
                found.Missed = (lastBegan, ended);
            }
            else if (found.Look < looks - 1)
            {
                gone.Add(ends);
                Keep(ends, new(0, found.Missed.After, found.Missed.At, State: null, IsMinisocket: false));
            }
        }

        gone.ForEach(ends => sockets.Remove(ends));
        gone.Clear();
    }

    private void Keep((IPEndPoint Local, IPEndPoint Peer) ends, StateChange change)
    {
        if (changes.Count == MostChanges)
        {
            changes.Dequeue();
            LeftOut++;
        }

        changes.Enqueue((ends, change));
    }

    private (IPEndPoint Local, IPEndPoint Peer) EndsOf(TracedEnds connection)
    {
        var (client, server) = (IPEndPoint.Parse(connection.Client), IPEndPoint.Parse(connection.Server));
        return tier == Tier.Server ? (server, client) : (client, server);
    }

    private sealed class Found
    {
        public TcpState State { get; set; }

        public bool IsMinisocket { get; set; }

        public long Look { get; set; }

        public (long? After, long At) Missed { get; set; }
    }
}
