using System.Diagnostics;
using Harness.Clients.Closing;
using Harness.Protocol.Contracts;
using Harness.Protocol.Counting;
using Harness.Protocol.Tcp;
using Harness.Scenarios.Options;

namespace Harness.Clients.Connections;

/// <summary>
/// Drives one connection at a time, from connect to close, as a non-blocking state machine. No async/await on this path: it would cost a
/// measurable share of a short connection's CPU time.
/// </summary>
/// <param name="options">How a connection behaves.</param>
/// <param name="owner">Opens the channels and counts what becomes of them.</param>
/// <param name="delay">For policies that close after a delay.</param>
/// <param name="exchange">Sends the requests and reads the responses.</param>
/// <param name="deadline">Ends a connection once <see cref="Poll"/> is called; that of <paramref name="exchange"/> too.</param>
internal sealed class ClientSession(
    ClientOptions options, ISessionOwner owner, IPreciseDelay delay, HttpExchange exchange, Deadline deadline)
{
    private readonly IClosing closing = ClosingPolicy.Of(options.Close);
    private IByteChannel? channel;
    private Action? resume;
    private Action? reportEnd;
    private SessionStep step;
    private long resumeAt;
    private long requestBegan;
    private bool isClosing;

    /// <summary>Where the connection leads.</summary>
    public Target Target { get; private set; } = null!;

    /// <summary>The connection is closed at once, without a request.</summary>
    public bool IsProbe { get; private set; }

    /// <summary>What the owner calls with the outcome.</summary>
    public Action<ConnectionOutcome> Continuation { get; private set; } = null!;

    /// <summary>What has become of the connection.</summary>
    public ConnectionOutcome Outcome { get; private set; } = null!;

    /// <summary>The connection's channel; null when none could be opened. Still open after the end if <see cref="IsLeftOpen"/>.</summary>
    public IByteChannel? Channel => channel;

    /// <summary>The connection has ended, but its policy does not close it.</summary>
    public bool IsLeftOpen => options.Close.StaysOpen && Outcome is { Failure: null } && !IsProbe;

    /// <summary>
    /// Opens, uses and closes a connection. Failures are in <see cref="Outcome"/>; nothing is thrown. The one before must have ended.
    /// </summary>
    /// <param name="target">The server to connect to.</param>
    /// <param name="due">When the connection was due; null in a closed load.</param>
    /// <param name="isProbe">True: it is closed at once, without a request.</param>
    /// <param name="continuation">Kept for the owner, who calls it with the outcome.</param>
    /// <returns>True if the connection finished synchronously; false if <see cref="ISessionOwner.Ended"/> will be called later.</returns>
    public bool Run(Target target, long? due, bool isProbe, Action<ConnectionOutcome> continuation)
    {
        (Target, IsProbe, Continuation) = (target, isProbe, continuation);
        Outcome = new() { Due = due, Started = Stopwatch.GetTimestamp() };
        (channel, step, resumeAt, isClosing) = (null, SessionStep.Connect, 0, false);
        requestBegan = due ?? Outcome.Started;
        deadline.At = Outcome.Started + (long)options.Timeout.TotalNanoseconds;
        exchange.Clear();
        exchange.Begin(target);
        return TryFinish();
    }

    /// <summary>
    /// Ends the connection if its deadline has passed or the load is to end; wakes it when its body has waited long enough. To be called
    /// now and then, from any thread.
    /// </summary>
    public void Poll()
    {
        if (deadline.Poll() || (options.ExpectContinue && exchange.IsContinueOverdue))
        {
            Volatile.Read(ref channel)?.Wake();
        }
    }

    private void Resume()
    {
        if (TryFinish() && !owner.Defer(reportEnd ??= () => owner.Ended(this)))
        {
            owner.Ended(this);
        }
    }

    private async Task ResumeWhenDueAsync()
    {
        try
        {
            await delay.UntilAsync(Math.Min(resumeAt, deadline.At), deadline.Stop);
        }
        catch (OperationCanceledException)
        {
            // The next step finds it out by itself, as after every wait.
        }

        if (TryFinish())
        {
            // This is the timer's thread, for which others wait; what follows takes too long for it.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            owner.Ended(this);
        }
    }

    // True if the connection has ended. False if it waits: another thread may already be ahead of this one.
    private bool TryFinish()
    {
        try
        {
            while (Next() is var wait && wait != SessionWait.None)
            {
                if (wait == SessionWait.ForDelay)
                {
                    _ = ResumeWhenDueAsync();
                    return false;
                }

                deadline.ThrowIfMarked();
                resume ??= Resume;
                if (wait == SessionWait.ForTurn ? owner.Defer(resume) : channel!.WhenReady(resume))
                {
                    return false;
                }
            }

            if (!IsProbe && Outcome.Failure is null)
            {
                // A close that may block must not hold up the connections that this thread serves.
                if (closing.Blocks && !isClosing && TryLeaveThread())
                {
                    return false;
                }

                exchange.SpendWork(options.WorksBeforeClose);
                Outcome.End(exchange, closing.End(channel!));
            }
        }
        catch (Exception error) when (ConnectionOutcome.FailureOf(error) is { } failure)
        {
            Outcome.Failure = failure;
            if (error is TcpException)
            {
                channel?.MarkGone();
            }
        }

        if (Outcome.Ended == 0)
        {
            Outcome.End(exchange, channel?.Close() ?? FirstCloser.Unknown);
        }

        deadline.Clear();
        return true;
    }

    // Does what can be done without waiting, from the step at which the last call had to stop. Returns what to wait for; none: the
    // connection is to be closed.
    private SessionWait Next()
    {
        if (channel is null)
        {
            // Before the check of stop: either a sweep finds this channel and wakes it, or this thread finds that the load is to end.
            Interlocked.Exchange(ref channel, owner.Open(Target));
        }

        deadline.ThrowIfStopped();
        if (step == SessionStep.Connect)
        {
            if (!TryConnect())
            {
                return SessionWait.ForSocket;
            }

            step = IsProbe ? SessionStep.Close : SessionStep.Exchange;
            return IsProbe ? SessionWait.None : SessionWait.ForTurn;
        }

        if (step == SessionStep.Pause)
        {
            deadline.ThrowIfPassedAt(resumeAt);

            // The server may have closed meanwhile.
            if (TryFindEnd())
            {
                step = SessionStep.Drain;
            }
            else
            {
                step = SessionStep.Exchange;
                BeginRequest();
            }
        }

        if (step == SessionStep.Exchange)
        {
            if (!TryExchange())
            {
                return step == SessionStep.Pause ? SessionWait.ForDelay : SessionWait.ForSocket;
            }

            step = Outcome.Failure is null ? SessionStep.Drain : SessionStep.Close;
        }

        if (step == SessionStep.Drain)
        {
            if (closing.ReadsToEnd && !exchange.TryReadToEnd(channel))
            {
                return SessionWait.ForSocket;
            }

            step = closing.Delay is null ? SessionStep.Close : SessionStep.Delay;
        }

        return step == SessionStep.Delay ? Delay(closing.Delay!.Value) : SessionWait.None;
    }

    private bool TryConnect()
    {
        if (channel!.TryConnect(Target.Address))
        {
            Outcome.Connected = Stopwatch.GetTimestamp();
            owner.Connected(this);
        }

        return Outcome.Connected is not null;
    }

    // Request and response, again and again, until the connection has carried all that it is to carry.
    private bool TryExchange()
    {
        while (exchange.TrySend(channel!) && exchange.TryReadResponse(channel!))
        {
            Outcome.Requests++;
            owner.Responded(exchange.LastRead - requestBegan);
            if (TryRefuseInput() || HasEnoughRequests || exchange.IsLast || TryFindEnd())
            {
                return true;
            }

            if (options.Pause is not null)
            {
                step = SessionStep.Pause;
                resumeAt = exchange.LastRead + (long)owner.DrawPause().TotalNanoseconds;
                return false;
            }

            BeginRequest();
        }

        return false;
    }

    private void BeginRequest()
    {
        requestBegan = Stopwatch.GetTimestamp();
        exchange.Begin(Target);
    }

    private bool HasEnoughRequests =>
        Outcome.Requests >= options.RequestsPerConnection || (options.RequestsPerConnection == ClientOptions.NoLimit && owner.IsOver);

    // A client that keeps a connection looks at it before it writes another request: the server may have closed it. What has come unasked,
    // such as a 408, is no answer to the next request: curl (Curl_conn_is_alive) and HttpClient (its read ahead) take another connection.
    private bool TryFindEnd() => exchange.HasMore || (exchange.TryReceive(channel!) && (TryRefuseInput() || exchange.HasMore));

    // wrk connects again after such an error. If the response ended the connection, it has connected once already, and replaces that new
    // connection.
    private bool TryRefuseInput()
    {
        if (!exchange.HasUnwantedInput)
        {
            return false;
        }

        (Outcome.Failure, Outcome.ReconnectsTwice) = (ConnectionOutcome.BadResponse, exchange.IsLast);
        return true;
    }

    // Twice: before the delay, and when it is over or cut short by the deadline.
    private SessionWait Delay(TimeSpan wait)
    {
        if (isClosing)
        {
            deadline.ThrowIfPassedAt(resumeAt);
            return SessionWait.None;
        }

        isClosing = true;
        resumeAt = exchange.LastRead + (long)wait.TotalNanoseconds;
        return SessionWait.ForDelay;
    }

    private bool TryLeaveThread() => (isClosing = true) && ConnectionThread.TryStart(Resume);
}
