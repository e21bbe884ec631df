using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;
using Harness.Protocol.Contracts;
using Harness.Protocol.Tcp;

namespace Harness.Servers.Transports;

/// <summary>
/// System.IO.Pipelines over an asynchronous socket. The pipe is filled only when a request is asked for, unlike in the usual loop that
/// fills it as fast as it can: that one always has a receive pending, and takes bytes and FINs out of the socket that no policy asked for.
/// </summary>
internal sealed class PipeTransport(ITcpSocket socket, IPreciseDelay delay, FirstRequest first, bool keepsHeads, CancellationToken stop)
    : ITransport
{
    private readonly Pipe input = new();
    private byte[] head = [];

    public RequestHead Head => RequestHead.Parse(new(head));

    public async ValueTask<bool> ReadRequestAsync(TimeSpan idle)
    {
        using var limit = Limit(idle);
        var unread = 0L;
        while (true)
        {
            if (input.Reader.TryRead(out var read))
            {
                unread = read.Buffer.Length;
                if (TakeHead(read.Buffer))
                {
                    return true;
                }
            }

            if (unread > RequestHead.MaxBytes)
            {
                throw new InvalidDataException();
            }

            switch (await ReceiveAsync(limit?.Token ?? stop))
            {
                case 0 when unread > 0:
                    throw new InvalidDataException();
                case null or 0:
                    return false;
                case { } received:
                    input.Writer.Advance(received);
                    // Never waits: less than the pipe's threshold (64 KiB) is ever unread.
                    await input.Writer.FlushAsync(stop);
                    break;
            }
        }
    }

    public async ValueTask<bool> SkipAsync(RequestBody body)
    {
        while (true)
        {
            if (input.Reader.TryRead(out var read))
            {
                var taken = 0L;
                foreach (var part in read.Buffer)
                {
                    taken += body.Take(part.Span);
                }

                input.Reader.AdvanceTo(read.Buffer.GetPosition(taken));
            }

            if (body.IsComplete)
            {
                return true;
            }

            if (await ReceiveAsync(stop) is not (> 0 and var received))
            {
                return false;
            }

            input.Writer.Advance(received);
            await input.Writer.FlushAsync(stop);
        }
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> response) => socket.SendAsync(response, stop);

    public ValueTask WaitUntilAsync(long timestamp) => delay.UntilAsync(timestamp, stop);

    public async ValueTask<long?> DrainAsync(TimeSpan atMost)
    {
        using var limit = Limit(atMost);
        while (await ReceiveAsync(limit?.Token ?? stop) is { } received)
        {
            // On the thread that the FIN has woken.
            var now = Stopwatch.GetTimestamp();
            if (received == 0)
            {
                return now;
            }
        }

        return null;
    }

    public void Dispose()
    {
        // Gives the buffers back.
        input.Writer.Complete();
        input.Reader.Complete();
    }

    private bool TakeHead(ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        var isWhole = reader.TryReadTo(out ReadOnlySequence<byte> _, RequestHead.End);
        if (isWhole)
        {
            first.Observe(buffer.Slice(0, reader.Position));
            head = keepsHeads ? buffer.Slice(0, reader.Position).ToArray() : head;
            input.Reader.AdvanceTo(reader.Position);
        }
        else
        {
            input.Reader.AdvanceTo(buffer.Start, buffer.End);
        }

        return isWhole;
    }

    /// <summary>Receives into the pipe's free memory, which the caller makes a part of the pipe or not.</summary>
    /// <returns>0 for the client's FIN; null when the time is up.</returns>
    private async ValueTask<int?> ReceiveAsync(CancellationToken limit)
    {
        try
        {
            return await socket.ReceiveAsync(input.Writer.GetMemory(), limit);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return null;
        }
    }

    private CancellationTokenSource? Limit(TimeSpan time)
    {
        if (time == Timeout.InfiniteTimeSpan)
        {
            return null;
        }

        var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(time);
        return limit;
    }
}
