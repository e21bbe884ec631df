using Harness.Linux;
using Harness.Protocol.Contracts;
using Harness.Protocol.Counting;
using Harness.Protocol.Time;

namespace Harness.Agent.Segments;

/// <summary>
/// Follows every connection of a network namespace by the segments that open and end it, on a thread of its own. It needs no help from
/// the programs at its ends.
/// </summary>
internal sealed class SegmentWatch : IDisposable
{
    private const long Every = 20 * (MonotonicClock.Second / 1000);

    private readonly SegmentSocket socket = new();
    private readonly Lock gate = new();
    private readonly ConnectionTable table;
    private readonly IPreciseDelay delay;
    private readonly Thread thread;
    private volatile bool isStopping;

    /// <summary>Begins at once.</summary>
    /// <param name="ends">The hop whose connections are counted apart.</param>
    /// <param name="delay">Paces it.</param>
    /// <exception cref="LinuxException">Packet sockets cannot be had here.</exception>
    public SegmentWatch(HopEndPoints ends, IPreciseDelay delay)
    {
        this.delay = delay;
        table = new ConnectionTable(ends);
        thread = new Thread(Run) { Name = "segments", IsBackground = true };
        thread.Start();
    }

    /// <summary>What has been seen up to now.</summary>
    public HopTally Tally()
    {
        lock (gate)
        {
            TakeAll();
            return table.Tally() with { Missed = socket.Dropped() };
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
        while (socket.TryPeek(out var packet, out var isSent))
        {
            if (TcpSegment.TryRead(packet, out var segment))
            {
                table.Observe(segment, isSent);
            }

            socket.Take();
        }
    }
}
