using System.Buffers;
using System.Diagnostics;
using System.Net.Sockets;
using Harness.Protocol.Contracts;
using Harness.Protocol.Tcp;

namespace Harness.Servers.Transports;

/// <summary>
/// Blocking system calls on the connection's own thread, as in the C sample. What it returns is always complete,
/// so that the policies, written as asynchronous methods, run from begin to end on that thread.
/// </summary>
internal sealed class BlockingTransport : ITransport
{
    private static readonly TimeSpan UncancellableWait = TimeSpan.FromMilliseconds(20);

    private readonly ITcpSocket socket;
    private readonly IPreciseDelay delay;
    private readonly FirstRequest first;
    private readonly bool keepsHeads;
    private readonly CancellationToken stop;
    private readonly CancellationTokenRegistration unblocking;
    private readonly byte[] buffer = ArrayPool<byte>.Shared.Rent(RequestHead.MaxBytes);
    private int filled;
    private byte[] head = [];

    public BlockingTransport(ITcpSocket socket, IPreciseDelay delay, FirstRequest first, bool keepsHeads, CancellationToken stop)
    {
        this.socket = socket;
        this.delay = delay;
        this.first = first;
        this.keepsHeads = keepsHeads;
        this.stop = stop;

        // A blocked recv(2) or send(2) cannot be cancelled; at the end of the server, and only then, shutdown(2) makes it return.
        unblocking = stop.UnsafeRegister(static s => ((ITcpSocket)s!).Shutdown(SocketShutdown.Both), socket);
    }

    public RequestHead Head => RequestHead.Parse(new(head));

    public ValueTask<bool> SkipAsync(RequestBody body)
    {
        while (true)
        {
            var taken = body.Take(buffer.AsSpan(0, filled));
            buffer.AsSpan(taken, filled - taken).CopyTo(buffer);
            filled -= taken;
            if (body.IsComplete)
            {
                return ValueTask.FromResult(true);
            }

            filled = Receive(0, deadline: null) ?? 0;
            if (filled == 0)
            {
                return ValueTask.FromResult(false);
            }
        }
    }

    public ValueTask<bool> ReadRequestAsync(TimeSpan idle)
    {
        var deadline = Deadline(idle);
        while (!TakeHead())
        {
            if (filled == RequestHead.MaxBytes)
            {
                throw new InvalidDataException();
            }

            switch (Receive(filled, deadline))
            {
                case null:
                    return ValueTask.FromResult(false);
                case 0 when filled > 0:
                    throw new InvalidDataException();
                case 0:
                    return ValueTask.FromResult(false);
                case { } received:
                    filled += received;
                    break;
            }
        }

        return ValueTask.FromResult(true);
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> response)
    {
        socket.Send(response.Span);
        return ValueTask.CompletedTask;
    }

    public ValueTask WaitUntilAsync(long timestamp)
    {
        // Sleeps where the end of the server is heard, but for the last milliseconds, which are slept precisely.
        while (Remaining(timestamp) is var remaining && remaining > UncancellableWait)
        {
            var wait = Math.Min((remaining - (UncancellableWait / 2)).TotalMilliseconds, int.MaxValue);
            stop.WaitHandle.WaitOne((int)wait);
            stop.ThrowIfCancellationRequested();
        }

        delay.Until(timestamp);
        return ValueTask.CompletedTask;
    }

    public ValueTask<long?> DrainAsync(TimeSpan atMost)
    {
        var deadline = Deadline(atMost);
        while (true)
        {
            var received = Receive(0, deadline);
            var now = Stopwatch.GetTimestamp();
            if (received is null or 0)
            {
                return ValueTask.FromResult<long?>(received is null ? null : now);
            }
        }
    }

    public void Dispose()
    {
        // Waits for a shutdown(2) that is just happening: none can come after the close.
        unblocking.Dispose();
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private static long? Deadline(TimeSpan time) =>
        time == Timeout.InfiniteTimeSpan ? null : Stopwatch.GetTimestamp() + (long)time.TotalNanoseconds;

    private static TimeSpan Remaining(long timestamp) => Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), timestamp);

    private bool TakeHead()
    {
        var end = buffer.AsSpan(0, filled).IndexOf(RequestHead.End);
        if (end < 0)
        {
            return false;
        }

        // What follows is the next request, sent before the answer to this one.
        var next = end + RequestHead.End.Length;
        first.Observe(new(buffer, 0, next));
        head = keepsHeads ? buffer[..next] : head;
        buffer.AsSpan(next, filled - next).CopyTo(buffer);
        filled -= next;
        return true;
    }

    /// <returns>0 for the client's FIN; null when the time is up.</returns>
    private int? Receive(int offset, long? deadline)
    {
        if (deadline is { } at && !(Remaining(at) is var remaining && remaining > TimeSpan.Zero && socket.WaitForInput(remaining)))
        {
            return null;
        }

        var received = socket.Receive(buffer.AsSpan(offset, RequestHead.MaxBytes - offset));
        stop.ThrowIfCancellationRequested();
        return received;
    }
}
