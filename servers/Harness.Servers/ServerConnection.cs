using System.Diagnostics;
using System.Net.Sockets;
using Harness.Protocol.Counting;
using Harness.Protocol.Tcp;
using Harness.Scenarios.Options;
using Harness.Servers.Closing;
using Harness.Servers.Faults;
using Harness.Servers.Transports;

namespace Harness.Servers;

/// <summary>One accepted connection: answers, then ends as its policy says. The one place of the server that closes.</summary>
internal sealed class ServerConnection(ITcpSocket socket, ITransport transport, Response response, ServerCounts counts)
{
    private long answered;
    private long written;
    private string? failure;
    private bool isCutOff;
    private bool isClosed;
    private FirstCloser first;

    /// <summary>When the last write returned, as <see cref="Stopwatch.GetTimestamp"/>, which counts nanoseconds on Linux.</summary>
    public long LastWritten { get; private set; }

    /// <summary>From accept to close; never throws.</summary>
    public async ValueTask ServeAsync(IClosing closing)
    {
        try
        {
            if (await AnswerAsync(closing))
            {
                await closing.EndAsync(this);
            }
        }
        catch (OperationCanceledException)
        {
            isCutOff = true;
        }
        catch (TcpException error)
        {
            Fail(error);
        }
        catch (InvalidDataException)
        {
            failure = "BAD_REQUEST";
        }
        finally
        {
            Close();
        }
    }

    /// <summary>Closes a connection that could not be served.</summary>
    public void Refuse(string name)
    {
        failure = name;
        Close();
    }

    /// <summary>Counts a connection as completed that is not going to close by itself.</summary>
    public void Complete() => counts.Connections.Completed();

    /// <summary>Waits without reading, as <c>usleep</c> does in the C sample.</summary>
    public ValueTask WaitUntilAsync(long timestamp) => transport.WaitUntilAsync(timestamp);

    /// <summary>
    /// Reads until the client's FIN, whose distance from the last byte written is recorded, or until <paramref name="atMost"/> has passed.
    /// </summary>
    public async ValueTask DrainAsync(TimeSpan atMost)
    {
        if (await transport.DrainAsync(atMost) is { } seen)
        {
            counts.ThinkTime.Record(seen - LastWritten);
        }
    }

    /// <summary>shutdown(SHUT_WR): sends FIN.</summary>
    public void ShutdownSend()
    {
        first = FirstClosers.Of(socket.State);
        socket.Shutdown(SocketShutdown.Send);
    }

    /// <summary>A plain close(2).</summary>
    public void Close()
    {
        if (!isClosed)
        {
            transport.Dispose();
            End(FirstToClose());
        }
    }

    /// <summary>A plain close(2) whose distance from the last byte written is recorded.</summary>
    public void CloseAfterDelay()
    {
        transport.Dispose();
        var by = FirstToClose();
        var closedAt = Stopwatch.GetTimestamp();
        End(by);
        counts.CloseDelay.Record(closedAt - LastWritten);
    }

    /// <summary>close(2) with SO_LINGER: blocks until the client has acknowledged all, for so many seconds at most.</summary>
    public void CloseLingering(TimeSpan time)
    {
        transport.Dispose();
        var by = FirstToClose();
#pragma warning disable RS0030 // The one close of the server.
        socket.CloseLingering(time);
#pragma warning restore RS0030
        Ended(by);
    }

    /// <summary>close(2) with SO_LINGER 0: sends RST.</summary>
    public void Reset()
    {
        transport.Dispose();
#pragma warning disable RS0030 // The one close of the server.
        socket.Abort();
#pragma warning restore RS0030
        Ended(FirstCloser.Reset);
    }

    /// <returns>False when the connection ended, or stayed idle for too long, before the last request it may carry.</returns>
    private async ValueTask<bool> AnswerAsync(IClosing closing)
    {
        while (answered < closing.Requests)
        {
            if (!await transport.ReadRequestAsync(closing.Idle))
            {
                RecordThinkTime(Stopwatch.GetTimestamp());
                return false;
            }

            var head = response.ReadsBody || response.MarksBodies ? transport.Head : null;
            if (response.ReadsBody && !await ReadBodyAsync(head!))
            {
                return false;
            }

            if (response.Think() is { } think)
            {
                await transport.WaitUntilAsync(Stopwatch.GetTimestamp() + (long)think.TotalNanoseconds);
            }

            var bytes = response.Bytes(isLast: answered + 1 == closing.Requests, response.MarksBodies ? head!.Mark : null);
            if (response.Faults is { } faults && await HitAsync(faults, bytes))
            {
                return false;
            }

            await transport.WriteAsync(bytes);
            Wrote(bytes.Length);
            answered++;
            counts.Answered();
        }

        return true;
    }

    // What a fault does is counted before the client can see it.
    /// <returns>True when a fault has ended the connection.</returns>
    private async ValueTask<bool> HitAsync(FaultSequence faults, ReadOnlyMemory<byte> bytes)
    {
        var (act, by) = faults.Next();
        if (act is null)
        {
            return false;
        }

        if (act is FaultAct.Late)
        {
            await transport.WaitUntilAsync(Stopwatch.GetTimestamp() + (long)by.TotalNanoseconds);
            counts.Hit(act);
        }
        else if (act is FaultAct.Cut(var body))
        {
            await WritePartAsync(response.Part(bytes, body));
            counts.Hit(act);
            Close();
        }
        else
        {
            if (act is FaultAct.Reset { Point: ResetPoint.Midway })
            {
                await WritePartAsync(response.Half(bytes));
            }

            counts.Hit(act);
            Reset();
        }

        return isClosed;
    }

    private async ValueTask WritePartAsync(ReadOnlyMemory<byte> part)
    {
        await transport.WriteAsync(part);
        Wrote(part.Length);
    }

    private void Wrote(int bytes)
    {
        LastWritten = Stopwatch.GetTimestamp();
        written += bytes;
        counts.Wrote(bytes);
    }

    /// <returns>False when the client's FIN came in the body's middle.</returns>
    private async ValueTask<bool> ReadBodyAsync(RequestHead head)
    {
        if (head.ExpectsContinue)
        {
            await WritePartAsync(Response.Continue);
        }

        var body = head.Body();
        var isWhole = await transport.SkipAsync(body);
        counts.ReadForeign(body.ForeignBytes);
        return isWhole;
    }

    // A connection kept alive ends with the client's FIN or because it was idle for too long: only the first says how long the client
    // thought.
    private void RecordThinkTime(long now)
    {
        if (answered > 0 && socket.State == TcpState.CloseWait)
        {
            counts.ThinkTime.Record(now - LastWritten);
        }
    }

    private void Fail(TcpException error)
    {
        // A write that failed may have handed over a part before; what the kernel took in all is the sum of what it has sent and what it
        // has not.
        if (!isClosed)
        {
            counts.Wrote(Math.Max(0, socket.SentBytes - written));
        }

        failure = error.Errno;
        first = FirstCloser.Reset;
    }

    // After an own shutdown(2) what has come no longer tells who was first; unread bytes still turn the close into an RST.
    private FirstCloser FirstToClose() =>
        first == FirstCloser.Unknown ? FirstClosers.Of(socket)
        : socket.Peek() == 1 ? FirstCloser.Reset
        : first;

    private void End(FirstCloser by)
    {
#pragma warning disable RS0030 // The one close of the server.
        socket.Close();
#pragma warning restore RS0030
        Ended(by);
    }

    private void Ended(FirstCloser by)
    {
        isClosed = true;
        if (isCutOff)
        {
            return;
        }

        if (failure is not null)
        {
            counts.Connections.Failed(failure);
        }
        else if (answered > 0)
        {
            counts.Connections.Completed();
        }

        // Last: whoever sees it closed sees all the rest.
        counts.Connections.Closed(by);
    }
}
