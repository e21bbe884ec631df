using Harness.Linux;
using Harness.Protocol.Contracts;
using Harness.Protocol.Time;

namespace Harness.Agent.Segments;

/// <summary>Takes a segment that passed an interface.</summary>
/// <param name="packet">From its IP header on; not to be kept.</param>
/// <param name="passage">How it passed.</param>
internal delegate void TakeSegment(ReadOnlySpan<byte> packet, in Passage passage);

/// <summary>Hands over the segments of a network namespace, on a thread of its own.</summary>
internal sealed class SegmentTap : IDisposable
{
    private const long Every = 20 * (MonotonicClock.Second / 1000);

    private readonly SegmentSocket socket;
    private readonly TakeSegment take;
    private readonly IPreciseDelay delay;
    private readonly Lock gate = new();
    private readonly Thread thread;
    private volatile bool isStopping;

    /// <summary>Begins at once.</summary>
    /// <param name="kinds">Which segments.</param>
    /// <param name="take">Is called for one at a time.</param>
    /// <param name="delay">Paces it.</param>
    /// <exception cref="LinuxException">Packet sockets cannot be had here.</exception>
    public SegmentTap(SegmentKinds kinds, TakeSegment take, IPreciseDelay delay)
    {
        (socket, this.take, this.delay) = (new(kinds), take, delay);
        thread = new Thread(Run) { Name = "segments", IsBackground = true };
        thread.Start();
    }

    /// <summary>Looks at what was made of the segments, once all that have come are handed over.</summary>
    /// <param name="look">Gets the number of segments that were missed so far; nothing is handed over meanwhile.</param>
    public T Look<T>(Func<long, T> look)
    {
        lock (gate)
        {
            TakeAll();
            return look(socket.Dropped());
        }
    }

    public void Dispose()
    {
        isStopping = true;
        thread.Join();
        socket.Dispose();
    }

    private void Run()
    {
        while (!isStopping)
        {
            lock (gate)
            {
                TakeAll();
            }

            delay.Until(MonotonicClock.Now + Every);
        }
    }

    private void TakeAll()
    {
        while (socket.TryPeek(out var packet, out var passage))
        {
            take(packet, passage);
            socket.Take();
        }
    }
}
