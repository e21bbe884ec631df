using System.Net;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;

namespace Harness.Agent;

/// <summary>Follows the sockets of one state from sample to sample. Not safe for threads.</summary>
/// <param name="state">TIME_WAIT, or FIN_WAIT2.</param>
internal sealed class SocketLives(TcpState state)
{
    private readonly List<int> ended = [];
    private Dictionary<(IPEndPoint Local, IPEndPoint Peer), long> alive = [];

    /// <summary>Takes note of who is there.</summary>
    /// <param name="sockets">All sockets of the side.</param>
    /// <param name="now">When they were listed, in nanoseconds of CLOCK_MONOTONIC.</param>
    public void Observe(IReadOnlyList<SocketEntry> sockets, long now)
    {
        var seen = new Dictionary<(IPEndPoint, IPEndPoint), long>();
        foreach (var socket in sockets.Where(s => s.State == state))
        {
            // A dump is not atomic: one that moves while it is taken may be in it twice.
            seen.TryAdd((socket.Local, socket.Peer), alive.Remove((socket.Local, socket.Peer), out var since) ? since : now);
        }

        ended.AddRange(alive.Values.Select(since => (int)((now - since) / 1_000_000)));
        alive = seen;
    }

    public Lifetimes Report() => new(ended, alive.Count);
}
