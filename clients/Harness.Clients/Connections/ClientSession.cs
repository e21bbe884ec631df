using System.Diagnostics;
using Harness.Model;
using Harness.Model.Counting;
using Harness.Model.Scenarios;
using Harness.Model.Tcp;

namespace Harness.Clients.Connections;

/// <summary>Runs one connection after the other from connect to close. Its buffer, parser and timer serve them all; one connection at a time.</summary>
/// <param name="options">How it behaves.</param>
/// <param name="open">Makes the socket of a connection.</param>
/// <param name="delay">For policy <c>after</c>.</param>
/// <param name="blocksFor">How long a read may block its thread, as the imitated programs' do, before it becomes asynchronous: a thread that is
/// woken by the kernel closes sooner than one that another thread wakes.</param>
/// <param name="isOver">The load is: a connection without a limit ends with the request it is at.</param>
/// <param name="stop">Ends a connection.</param>
internal sealed class ClientSession(
    ClientOptions options, Func<Target, ClientConnection> open, IPreciseDelay delay, TimeSpan blocksFor, Func<bool> isOver, CancellationToken stop) : IDisposable
{
    private const string BadResponse = "BAD_RESPONSE";

    private readonly byte[] buffer = GC.AllocateUninitializedArray<byte>(options.ReceiveBuffer);
    private readonly ResponseParser parser = new();
    private CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
    private int start;
    private int end;
    private bool isEndOfFile;
    private long lastRead;

    /// <summary>The last connection when policy <c>never</c> left it open, else null.</summary>
    public ClientConnection? LeftOpen { get; private set; }

    /// <summary>Opens, uses and closes a connection. Failures are in the outcome; nothing is thrown.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="isProbe">True: closes at once, without a request.</param>
    /// <param name="connected">Called when the connection is established.</param>
    public async Task<ConnectionOutcome> RunAsync(Target target, bool isProbe, Action<ConnectionOutcome, ClientConnection> connected)
    {
        (start, end, isEndOfFile, LeftOpen) = (0, 0, false, null);
        limit.CancelAfter(options.Timeout);
        var outcome = new ConnectionOutcome { Started = Stopwatch.GetTimestamp() };
        ClientConnection? connection = null;
        try
        {
            connection = open(target);
            await connection.ConnectAsync(target, limit.Token);
            outcome.Connected = Stopwatch.GetTimestamp();
            connected(outcome, connection);
            if (!isProbe)
            {
                await UseAsync(connection, target, outcome);
                if (outcome.Failure is null)
                {
                    await EndAsync(connection, outcome);
                }
            }
        }
        catch (OperationCanceledException)
        {
            outcome.Failure = stop.IsCancellationRequested ? "ECANCELED" : "TIMEOUT";
        }
        catch (TcpException error)
        {
            outcome.Failure = error.Errno;
            connection?.Gone();
        }
        catch (InvalidDataException)
        {
            outcome.Failure = BadResponse;
        }
        catch (EndOfStreamException)
        {
            outcome.Failure = "SHORT_BODY";
        }

        if (outcome.Ended == 0)
        {
            Ended(outcome, connection?.Close() ?? FirstCloser.Unknown);
        }

        await LeaveTimerThreadAsync();
        Renew();
        return outcome;
    }

    public void Dispose() => limit.Dispose();

    private async ValueTask UseAsync(ClientConnection connection, Target target, ConnectionOutcome outcome)
    {
        do
        {
            await connection.SendAsync(target.Request, limit.Token);
            await ReadResponseAsync(connection, outcome);
            outcome.Requests++;
        }
        while (!IsMoreThanEnd(outcome) && !IsEnough(outcome.Requests) && !parser.IsLast && !await IsClosedAsync(connection, outcome));
    }

    private bool IsEnough(int requests) =>
        requests >= options.RequestsPerConnection || (options.RequestsPerConnection == ClientOptions.NoLimit && isOver());

    // Who keeps a connection looks at it before it writes another request: the server may have closed it.
    private async ValueTask<bool> IsClosedAsync(ClientConnection connection, ConnectionOutcome outcome)
    {
        if (!isEndOfFile && connection.HasInput(TimeSpan.Zero))
        {
            await ReadAsync(connection, outcome);
        }

        return IsMoreThanEnd(outcome) || isEndOfFile;
    }

    private async ValueTask ReadResponseAsync(ClientConnection connection, ConnectionOutcome outcome)
    {
        parser.Start();
        while (!parser.IsComplete)
        {
            if (start == end)
            {
                await ReadAsync(connection, outcome);
                if (isEndOfFile)
                {
                    CheckEndOfFile();
                    return;
                }
            }

            start += parser.Take(buffer.AsSpan(start, end - start));
        }
    }

    private async ValueTask ReadAsync(ClientConnection connection, ConnectionOutcome outcome)
    {
        start = 0;
        if (blocksFor > TimeSpan.Zero)
        {
            connection.HasInput(blocksFor);
        }

        end = await connection.ReceiveAsync(buffer, limit.Token);
        lastRead = Stopwatch.GetTimestamp();
        outcome.Bytes += end;
        isEndOfFile = end == 0;
    }

    private void CheckEndOfFile()
    {
        if (!parser.IsHeadComplete)
        {
            throw new InvalidDataException();
        }

        if (parser.IsShort && !options.AcceptsShortBody)
        {
            throw new EndOfStreamException();
        }
    }

    // wrk hands its parser what follows the end of a response, if only the end-of-file, and takes the parser's refusal for a read error; by then it has
    // replaced a connection that the response ended, and so replaces the new one.
    private bool IsMoreThanEnd(ConnectionOutcome outcome)
    {
        if (!options.ReconnectsTwice || (!isEndOfFile && start == end))
        {
            return false;
        }

        (outcome.Failure, outcome.ReconnectsTwice) = (BadResponse, parser.IsLast);
        return true;
    }

    private async ValueTask EndAsync(ClientConnection connection, ConnectionOutcome outcome)
    {
        if (options.Close is ClientClose.After(var wait))
        {
            await delay.UntilAsync(lastRead + (long)wait.TotalNanoseconds, limit.Token);
        }

        while (options.Close is ClientClose.WhenServerCloses && !isEndOfFile)
        {
            await ReadAsync(connection, outcome);
        }

        Ended(outcome, options.Close switch
        {
            ClientClose.Never => LeaveOpen(connection),
            ClientClose.Reset => connection.Reset(),
            ClientClose.ShutdownThenClose => connection.ShutdownThenClose(),
            _ => connection.Close(),
        });
    }

    private FirstCloser LeaveOpen(ClientConnection connection)
    {
        LeftOpen = connection;
        return FirstCloser.Unknown;
    }

    private static void Ended(ConnectionOutcome outcome, FirstCloser first)
    {
        outcome.First = outcome.Connected is null ? FirstCloser.Unknown : first;
        outcome.Ended = Stopwatch.GetTimestamp();
    }

    // After a precise delay this runs on the timer's thread, which others wait for; what follows is too long for it.
    private async ValueTask LeaveTimerThreadAsync()
    {
        if (options.Close is ClientClose.After)
        {
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }
    }

    private void Renew()
    {
        if (!limit.TryReset())
        {
            limit.Dispose();
            limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        }
    }
}
