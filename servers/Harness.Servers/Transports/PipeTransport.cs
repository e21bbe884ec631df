using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Net.Sockets;
using Harness.Model;

namespace Harness.Servers.Transports;

/// <summary>
/// System.IO.Pipelines over an asynchronous socket. The reader reads from the socket only when it is asked to, unlike the usual
/// loop that fills a pipe: that one always has a receive pending, and closing then sends RST instead of FIN.
/// </summary>
internal sealed class PipeTransport : ITransport
{
    private readonly IPreciseDelay delay;
    private readonly FirstRequest first;
    private readonly CancellationToken stop;
    private readonly PipeReader input;
    private readonly PipeWriter output;

    public PipeTransport(Socket socket, IPreciseDelay delay, FirstRequest first, CancellationToken stop)
    {
        this.delay = delay;
        this.first = first;
        this.stop = stop;
        var stream = new NetworkStream(socket, ownsSocket: false);
        input = PipeReader.Create(stream);
        output = PipeWriter.Create(stream);
    }

    public async ValueTask<bool> ReadRequestAsync(TimeSpan idle)
    {
        using var limit = Limit(idle);
        while (true)
        {
            if (await ReadAsync(limit?.Token ?? stop) is not { } read)
            {
                return false;
            }

            var length = read.Buffer.Length;
            if (TakeHead(read.Buffer))
            {
                return true;
            }

            if (read.IsCompleted && length == 0)
            {
                return false;
            }

            if (read.IsCompleted || length > RequestHead.MaxBytes)
            {
                throw new InvalidDataException();
            }
        }
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> response) => await output.WriteAsync(response, stop);

    public ValueTask WaitUntilAsync(long timestamp) => delay.UntilAsync(timestamp, stop);

    public async ValueTask<long?> DrainAsync(TimeSpan atMost)
    {
        using var limit = Limit(atMost);
        while (await ReadAsync(limit?.Token ?? stop) is { } read)
        {
            // On the thread of the pool that the FIN has woken.
            var now = Stopwatch.GetTimestamp();
            if (read.IsCompleted)
            {
                return now;
            }

            input.AdvanceTo(read.Buffer.End);
        }

        return null;
    }

    public void Dispose()
    {
        // Gives the buffers back; the stream does not own the socket and leaves it alone.
        input.Complete();
        output.Complete();
    }

    private bool TakeHead(ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        var isWhole = reader.TryReadTo(out ReadOnlySequence<byte> _, RequestHead.End);
        if (isWhole)
        {
            first.Saw(buffer.Slice(0, reader.Position));
            input.AdvanceTo(reader.Position);
        }
        else
        {
            input.AdvanceTo(buffer.Start, buffer.End);
        }

        return isWhole;
    }

    /// <returns>Null when the time is up; the read that was cancelled is over then, not pending.</returns>
    private async ValueTask<ReadResult?> ReadAsync(CancellationToken limit)
    {
        try
        {
            return await input.ReadAsync(limit);
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
