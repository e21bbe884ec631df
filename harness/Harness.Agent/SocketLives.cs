using System.Net;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;

namespace Harness.Agent;

/// <summary>
/// Follows the sockets of one state from sample to sample. One that was not there at one look and is at the next came half-way between
/// them, as far as anyone can know, and so it went: a late look makes a life neither longer nor shorter on average. Not safe for threads.
/// </summary>
/// <param name="state">TIME_WAIT, or FIN_WAIT2.</param>
internal sealed class SocketLives(TcpState state)
{
    private readonly List<int> ended = [];
    private long? lastLook;
    private Dictionary<(IPEndPoint Local, IPEndPoint Peer), long> alive = [];

    /// <summary>Takes note of who is there.</summary>
    /// <param name="sockets">All sockets of the side.</param>
    /// <param name="now">When they were listed, in nanoseconds of CLOCK_MONOTONIC.</param>
    public void Observe(IReadOnlyList<SocketEntry> sockets, long now)
    {
        var changed = lastLook is { } last ? last + ((now - last) / 2) : now;
        lastLook = now;
        var seen = new Dictionary<(IPEndPoint, IPEndPoint), long>();
        foreach (var socket in sockets.Where(s => s.State == state))
        {
            // A dump is not atomic: one that moves while it is taken may be in it twice.
            seen.TryAdd((socket.Local, socket.Peer), alive.Remove((socket.Local, socket.Peer), out var since) ? since : changed);
        }

        ended.AddRange(alive.Values.Select(since => (int)((changed - since) / 1_000_000)));
        alive = seen;
    }

    public Lifetimes Report() => new(ended, alive.Count);
}
