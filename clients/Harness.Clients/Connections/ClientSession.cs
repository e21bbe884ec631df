using System.Diagnostics;
using Harness.Protocol.Contracts;
using Harness.Protocol.Counting;
using Harness.Protocol.Tcp;
using Harness.Scenarios.Options;

namespace Harness.Clients.Connections;

/// <summary>
/// Runs one connection after the other from connect to close. Nothing here is awaited but a delay: what an await costs is a good part of a short
/// connection's processor time.
/// </summary>
/// <param name="options">How it behaves.</param>
/// <param name="open">Makes the socket of a connection.</param>
/// <param name="connected">Called when a connection is established.</param>
/// <param name="ended">Called when a connection has ended that had not when <see cref="Run"/> returned.</param>
/// <param name="defer"><see cref="ITcpSockets.Defer"/>: closes, connects and requests of several connections are each done together.</param>
/// <param name="delay">For policy <c>after</c>.</param>
/// <param name="blocksFor">How long a read may block its thread, as the imitated programs' do, before it becomes asynchronous: a thread that is
/// woken by the kernel closes sooner than one that another thread wakes.</param>
/// <param name="isOver">The load is: a connection without a limit ends with the request it is at.</param>
/// <param name="stop">Ends a connection, once <see cref="Look"/> is called.</param>
internal sealed class ClientSession(
    ClientOptions options,
    Func<Target, ClientConnection> open,
    Action<ClientSession> connected,
    Action<ClientSession> ended,
    Func<Action, bool> defer,
    IPreciseDelay delay,
    TimeSpan blocksFor,
    Func<bool> isOver,
    CancellationToken stop)
{
    private enum Wait
    {
        None,
        ForSocket,
        ForDelay,
        ForTurn,
    }

    private readonly Deadline deadline = new();
    private readonly ResponseReader response = new(options);
    private ClientConnection? connection;
    private Action? goOn;
    private Action? tell;
    private ReadOnlyMemory<byte> unsent;
    private bool hadTurn;
    private bool isUsed;
    private long lastRead;
    private long closeAt;

    /// <summary>Where the connection leads.</summary>
    public Target Target { get; private set; } = null!;

    /// <summary>The connection closes at once, without a request.</summary>
    public bool IsProbe { get; private set; }

    /// <summary>What to do when it has ended.</summary>
    public Action<ConnectionOutcome> Then { get; private set; } = null!;

    /// <summary>What has become of it.</summary>
    public ConnectionOutcome Outcome { get; private set; } = null!;

    /// <summary>The connection; null when none could be opened. After the end it is open where policy <c>never</c> left it so.</summary>
    public ClientConnection? Connection => connection;

    /// <summary>Policy <c>never</c> left the connection open.</summary>
    public bool IsLeftOpen { get; private set; }

    /// <summary>Opens, uses and closes a connection. Failures are in <see cref="Outcome"/>; nothing is thrown. The one before must have ended.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="due">When it was due; null in a closed load.</param>
    /// <param name="isProbe">True: closes at once, without a request.</param>
    /// <param name="then">Kept for who is told of the end.</param>
    /// <returns>True: it has ended. False: that will be told.</returns>
    public bool Run(Target target, long? due, bool isProbe, Action<ConnectionOutcome> then)
    {
        (Target, IsProbe, Then, Outcome, IsLeftOpen) = (target, isProbe, then, new() { Due = due, Started = Stopwatch.GetTimestamp() }, false);
        (hadTurn, isUsed, closeAt, connection) = (false, isProbe, 0, null);
        deadline.At = Outcome.Started + (long)options.Timeout.TotalNanoseconds;
        response.Clear();
        Ask();
        return Advance();
    }

    /// <summary>Ends the connection when it has lasted too long or is to stop. From any thread, now and then.</summary>
    public void Look()
    {
        if (deadline.Look() || stop.IsCancellationRequested)
        {
            Volatile.Read(ref connection)?.Socket.Wake();
        }
    }

    private ITcpSocket Socket => connection!.Socket;

    private void GoOn()
    {
        if (Advance() && !defer(tell ??= () => ended(this)))
        {
            ended(this);
        }
    }

    private async Task GoOnWhenDueAsync()
    {
        try
        {
            await delay.UntilAsync(Math.Min(closeAt, deadline.At), stop);
        }
        catch (OperationCanceledException)
        {
            // As after every wait, it is looked at next.
        }

        if (Advance())
        {
            // This is the timer's thread, which others wait for; what follows is too long for it.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            ended(this);
        }
    }

    // True: the connection has ended. False: it waits, and another thread may be ahead of this one already.
    private bool Advance()
    {
        try
        {
            while (Next() is var wait && wait != Wait.None)
            {
                if (wait == Wait.ForDelay)
                {
                    _ = GoOnWhenDueAsync();
                    return false;
                }

                deadline.ThrowIfSeenToPass();
                goOn ??= GoOn;
                if (wait == Wait.ForTurn ? defer(goOn) : Socket.WhenReady(goOn))
                {
                    return false;
                }
            }

            if (!IsProbe && Outcome.Failure is null)
            {
                Work();
                Close();
            }
        }
        catch (Exception error) when (ConnectionOutcome.FailureOf(error) is { } failure)
        {
            Outcome.Failure = failure;
            if (error is TcpException)
            {
                connection?.Gone();
            }
        }

        if (Outcome.Ended == 0)
        {
            Ended(connection?.Close(response.IsEndOfFile) ?? FirstCloser.Unknown);
        }

        deadline.Clear();
        return true;
    }

    // All that can be done without waiting, from where the last call had to stop; then what to wait for, or none: the connection is to be closed.
    private Wait Next()
    {
        if (connection is null)
        {
            // Before the look at stop: whoever looks for connections to end finds this one, or this one sees that it is to end.
            Interlocked.Exchange(ref connection, open(Target));
        }

        stop.ThrowIfCancellationRequested();
        if (!IsConnected())
        {
            return Wait.ForSocket;
        }

        while (!isUsed)
        {
            if (!hadTurn)
            {
                hadTurn = true;
                return Wait.ForTurn;
            }

            if (!IsSent() || !IsAnswered())
            {
                return Wait.ForSocket;
            }

            Outcome.Requests++;
            isUsed = IsMoreThanEnd() || IsEnough() || response.IsLast || IsClosed();
            if (!isUsed)
            {
                Ask();
            }
        }

        return IsProbe || Outcome.Failure is not null ? Wait.None : UntilDue();
    }

    private bool IsConnected()
    {
        if (Outcome.Connected is null && Socket.TryConnect(Target.Address))
        {
            Outcome.Connected = Stopwatch.GetTimestamp();
            connected(this);
        }

        return Outcome.Connected is not null;
    }

    private void Ask()
    {
        unsent = Target.Request;
        response.Expect();
    }

    private bool IsSent()
    {
        if (!unsent.IsEmpty)
        {
            unsent = unsent[Socket.TrySend(unsent.Span)..];
        }

        return unsent.IsEmpty;
    }

    private bool IsAnswered()
    {
        while (!response.IsComplete())
        {
            if (!TryRead())
            {
                return false;
            }
        }

        return true;
    }

    private bool IsEnough() =>
        Outcome.Requests >= options.RequestsPerConnection || (options.RequestsPerConnection == ClientOptions.NoLimit && isOver());

    // Who keeps a connection looks at it before it writes another request: the server may have closed it.
    private bool IsClosed() => response.IsEndOfFile || (TryReceive() && (IsMoreThanEnd() || response.IsEndOfFile));

    private bool TryRead()
    {
        if (blocksFor > TimeSpan.Zero)
        {
            Socket.WaitForInput(blocksFor);
        }

        return TryReceive();
    }

    private bool TryReceive()
    {
        stop.ThrowIfCancellationRequested();
        if (response.TryReceive(Socket) is not { } received)
        {
            return false;
        }

        lastRead = Stopwatch.GetTimestamp();
        Outcome.Bytes += received;
        deadline.ThrowIfPassedAt(lastRead);
        return true;
    }

    // wrk hands its parser what follows the end of a response, if only the end-of-file, and takes the parser's refusal for a read error; by then it has
    // replaced a connection that the response ended, and so replaces the new one.
    private bool IsMoreThanEnd()
    {
        if (!options.ReconnectsTwice || !response.HasMore)
        {
            return false;
        }

        (Outcome.Failure, Outcome.ReconnectsTwice) = (ConnectionOutcome.BadResponse, response.IsLast);
        return true;
    }

    // What the policy waits for before it closes.
    private Wait UntilDue()
    {
        if (options.Close is ClientClose.After(var wait))
        {
            deadline.ThrowIfPassedAt(closeAt);
            if (closeAt == 0)
            {
                closeAt = lastRead + (long)wait.TotalNanoseconds;
                return Wait.ForDelay;
            }
        }

        while (options.Close is ClientClose.WhenServerCloses && !response.IsEndOfFile)
        {
            if (!TryRead())
            {
                return Wait.ForSocket;
            }
        }

        return Wait.None;
    }

    // It does not sleep: as the imitated program does not, the kernel has no reason to give its processor to the server meanwhile.
    private void Work()
    {
        var until = blocksFor > TimeSpan.Zero ? lastRead + (long)options.WorksBeforeClose.TotalNanoseconds : 0;
        while (Stopwatch.GetTimestamp() < until)
        {
        }
    }

    private void Close() => Ended(options.Close switch
    {
        ClientClose.Never => LeaveOpen(),
        ClientClose.Reset => connection!.Reset(),
        ClientClose.ShutdownThenClose => connection!.ShutdownThenClose(response.IsEndOfFile),
        _ => connection!.Close(response.IsEndOfFile),
    });

    private FirstCloser LeaveOpen()
    {
        IsLeftOpen = true;
        return FirstCloser.Unknown;
    }

    private void Ended(FirstCloser first)
    {
        Outcome.First = Outcome.Connected is null ? FirstCloser.Unknown : first;
        Outcome.Ended = Stopwatch.GetTimestamp();
    }
}
