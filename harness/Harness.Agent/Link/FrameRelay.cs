using System.Collections.Concurrent;
using System.Diagnostics;
using Harness.Agent.Captures;
using Harness.Linux;
using Harness.Protocol.Messages;

namespace Harness.Agent.Link;

/// <summary>
/// The wire between the two sides: it takes every frame from either end, asks the rule when it is due, and passes it on then,
/// unchanged, ARP and neighbour discovery like any other. One thread does all of it, so frames of one direction keep their order.
/// </summary>
internal sealed class FrameRelay(LinkEnd server, LinkEnd client, ILinkRule rule, FrameQueue queue) : IDisposable
{
    /// <summary>Frames in flight, both directions together; more are dropped and counted. At 2 KiB each they take 64 MiB.</summary>
    public const int MostInFlight = 32_768;

    // So many of one end, then the other end's turn and what has become due.
    private const int MostAtOnce = 64;

    // Nanoseconds: how long the end may be waited for, and how old a frame can be.
    private const long LongestWait = 10_000_000;
    private const long LongestAgo = 1_000_000_000;

    private readonly ConcurrentQueue<Action> orders = new();
    private Thread? thread;
    private volatile bool isStopping;
    private volatile FrameCapture? capture;

    public void Start()
    {
        thread = new Thread(Run) { Name = "link", IsBackground = true };
        thread.Start();
    }

    /// <summary>Keeps every frame that arrives from now on.</summary>
    public void Capture(FrameCapture into) => capture = into;

    /// <summary>Does something on the link's thread, between two frames, and waits until it is done or the link has ended.</summary>
    // The caller looks for it, instead of being woken. The link's thread goes before all ordinary ones, and a task that it completed could
    // make it start a thread of the pool: for that .NET waits in a loop, and the new thread, an ordinary one, never got the processor until
    // the kernel held the loop back, up to a second later (sched_rt_runtime_us).
    public void Order(Action order)
    {
        var isDone = false;
        orders.Enqueue(() =>
        {
            order();
            Volatile.Write(ref isDone, true);
        });
        while (!Volatile.Read(ref isDone) && thread?.Join(millisecondsTimeout: 1) == false)
        {
        }
    }

    /// <summary>Ends it; what is not due yet is lost.</summary>
    public void Stop()
    {
        isStopping = true;
        thread?.Join();
    }

    /// <summary>What it did. Only after <see cref="Stop"/>.</summary>
    public LinkReport Report() => new()
    {
        // What the one end received and had no room for never got to the other.
        ToServer = server.Report(client.Socket.Dropped()),
        ToClient = client.Report(server.Socket.Dropped()),
        PcapLeftOut = capture?.LeftOut ?? 0,
    };

    public void Dispose()
    {
        Stop();
        server.Dispose();
        client.Dispose();
    }

    private void Run()
    {
        RealTimeThread.Raise();

        while (!isStopping)
        {
            while (orders.TryDequeue(out var order))
            {
                order();
            }

            PassDue();
            if (TakeArrived() == 0)
            {
                PacketSocket.Wait(server.Socket, client.Socket, Math.Min(queue.NextDue, Stopwatch.GetTimestamp() + LongestWait));
            }
        }

        PassDue();
    }

    private void PassDue()
    {
        while (queue.TryTake(Stopwatch.GetTimestamp(), out var frame))
        {
            var now = Stopwatch.GetTimestamp();
            if (EndOf(frame.To).Pass(frame.Bytes, now - frame.Due) && frame.Mark != 0)
            {
                rule.Left(frame.Mark, now);
            }

            queue.Release(frame);
        }
    }

    // In the order of their arrival, whichever way they go: when the thread is late, its rules still see what happened first first.
    /// <returns>How many frames it took.</returns>
    private int TakeArrived()
    {
        for (var taken = 0; taken < MostAtOnce; taken++)
        {
            var isClients = client.Socket.TryPeek(out var ofClient, out var sent);
            var isServers = server.Socket.TryPeek(out var ofServer, out var answered);
            if (isClients && !(isServers && answered < sent))
            {
                Take(client, LinkDirection.ToServer, ofClient, sent);
            }
            else if (isServers)
            {
                Take(server, LinkDirection.ToClient, ofServer, answered);
            }
            else
            {
                return taken;
            }
        }

        return MostAtOnce;
    }

    private void Take(LinkEnd end, LinkDirection to, ReadOnlySpan<byte> frame, long arrived)
    {
        capture?.Add(frame, frame.Length, arrived);
        if (frame.IsEmpty || (rule.DueAt(to, frame, Monotonic(arrived)) is { } due && !queue.TryAdd(to, frame, due, rule.Mark)))
        {
            EndOf(to).Drop();
        }

        end.Socket.Take();
    }

    private LinkEnd EndOf(LinkDirection to) => to == LinkDirection.ToServer ? server : client;

    // The kernel dates frames by the clock on the wall; how long ago that was is the same on every clock, unless that one was just set.
    private static long Monotonic(long arrived)
    {
        var ago = ((TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick) - arrived;
        return Stopwatch.GetTimestamp() - Math.Clamp(ago, 0, LongestAgo);
    }
}
