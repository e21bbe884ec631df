using System.Collections.Concurrent;
using System.Diagnostics;
using Harness.Clients.Connections;
using Harness.Clients.Engines;
using Harness.Clients.Pacing;
using Harness.Model;
using Harness.Model.Counting;
using Harness.Model.Measuring;
using Harness.Model.Results;
using Harness.Model.Tcp;

namespace Harness.Clients;

/// <summary>Runs a load once. Its snapshots may be taken from any thread while it runs.</summary>
/// <param name="plan">The load.</param>
/// <param name="sockets">Where its sockets come from.</param>
/// <param name="delay">Keeps due times and the delay of policy <c>after</c>.</param>
/// <param name="connectionEnded">Called for each connection that the client is done with, from several threads at once; null when nobody asks.</param>
/// <param name="connectionOpened">Called for each successful connect() with the nanoseconds that it took, as soon as it is known, likewise.</param>
public sealed class LoadGenerator(
    LoadPlan plan, ITcpSockets sockets, IPreciseDelay delay, Action<ConnectionRow>? connectionEnded, Action<long>? connectionOpened = null) : IAsyncDisposable
{
    // A blocked read does not hear of a time-out or of the end; longer than most responses take, shorter than anyone waits for those.
    private static readonly TimeSpan LongestBlock = TimeSpan.FromMilliseconds(20);

    private readonly Target[] targets = [.. Target.Of(plan)];
    private readonly bool startsThreads = plan.Client.ThreadPerConnection && plan.Engine is null && LoadSize.IsSmall(plan.Steps);
    private readonly bool blocksThreads = plan.Client.BlocksToRead && plan.Engine is null && LoadSize.HasFewCopies(plan.Steps);
    private readonly TcpTraits traits = ClientConnection.TraitsOf(plan.Client)
        | (plan.Client.AcksWithRequest && !LoadSize.IsSmall(plan.Steps) ? TcpTraits.AcksWithData : TcpTraits.None);

    private readonly LoadCounts counts = new();
    private readonly ConcurrentStack<ClientSession> idle = new();
    private readonly ConcurrentBag<ClientSession> all = [];
    private readonly ConcurrentBag<ClientConnection> leftOpen = [];
    private readonly Running running = new();
    private CancellationToken stopped;
    private volatile bool isOver;
    private long began;
    private uint turn = uint.MaxValue;

    /// <summary>
    /// Measures pauses, and how often connections are looked at for their deadlines; the system's clock by default. The deadlines
    /// themselves, and all that a connection is timed by, are CLOCK_MONOTONIC.
    /// </summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What another engine counted and timed itself; null without one, and while it runs.</summary>
    public EngineSummary? Engine { get; private set; }

    /// <summary>Runs every step, then waits for the connections that are still open, but for those that never close.</summary>
    /// <param name="stop">Opens no more connections and closes the open ones, which count as failed with ECANCELED; the task then ends as usual.</param>
    /// <returns>Seconds from when the first connection was due until the last one was done; 0 when there was none.</returns>
    public async Task<double> RunAsync(CancellationToken stop)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        stopped = stop;
        began = Stopwatch.GetTimestamp();
        var lookEvery = LookEvery(plan.Client.Timeout);
        await using var looking = Clock.CreateTimer(_ => Look(), state: null, lookEvery, lookEvery);
        using var stopping = stop.UnsafeRegister(static load => ((LoadGenerator)load!).Look(), this);
        var workers = new WorkerPool(then => RunOne(due: null, isProbe: false, then), running, Clock, stop);
        try
        {
            if (plan.Client.ProbesFirst)
            {
                await RunOneAsync(isProbe: true);
            }

            if (plan.Engine is { } engine)
            {
                Engine = await engine.RunAsync(new EngineLoad(plan.Steps, OpenOneForEngineAsync, plan.Scratch), stop);
            }
            else
            {
                await new Pacer(delay, workers, Inject, stop).RunAsync(plan.Steps);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What is open is being closed.
        }

        isOver = true;
        workers.SetLevel(0);
        await running.EndAllAsync();
        return counts.Seconds;
    }

    /// <summary>
    /// The connections so far. A probe (wrk's) is opened, neither completed nor failed, unless it cannot be opened.
    /// Policy <c>never</c> completes with its response.
    /// </summary>
    public ConnectionTally Tally() => counts.Connections.Tally();

    /// <summary>Who closed first so far.</summary>
    public CloseTally Closes() => counts.Connections.Closes();

    /// <summary>Connections begun after the first failed that were completed, per second from that failure to the last one done; null when none failed.</summary>
    public double? AfterFirstFailurePerSecond => counts.AfterFirstFailurePerSecond;

    /// <summary>Bytes that reads returned so far, on connections that the client is done with.</summary>
    public long BytesReceived => counts.Bytes;

    /// <summary>A copy of the durations of successful connects, in nanoseconds; with many copies they include the wait for a thread.</summary>
    public Histogram Connect() => counts.Connect();

    /// <summary>A copy of the durations of completed connections, in nanoseconds: from due (open load) or connect() (closed load) until done.</summary>
    public Histogram Total() => counts.Total();

    /// <summary>A copy of how much later than due the connections of an open load were started, in nanoseconds.</summary>
    public Histogram Behind() => counts.Behind();

    /// <summary>Closes what policy <c>never</c> left open. <see cref="RunAsync"/> must have ended.</summary>
    public ValueTask DisposeAsync()
    {
        while (leftOpen.TryTake(out var connection))
        {
            connection.Close();
        }

        return ValueTask.CompletedTask;
    }

    private bool Blocks => startsThreads || blocksThreads;

    // A connection is ended by who looks at it, so that none pays for a timer of its own: at most so much too late.
    private static TimeSpan LookEvery(TimeSpan timeout) => TimeSpan.FromMilliseconds(Math.Clamp(timeout.TotalMilliseconds / 50, 1, 100));

    private void Look()
    {
        foreach (var session in all)
        {
            session.Look();
        }
    }

    private void Inject(long due)
    {
        running.Begin();
        ThreadPool.UnsafeQueueUserWorkItem(static i => i.Load.RunInjected(i.Due), (Load: this, Due: due), preferLocal: false);
    }

    private void RunInjected(long due)
    {
        if (stopped.IsCancellationRequested || RunOne(due, isProbe: false, _ => running.End()) is not null)
        {
            running.End();
        }
    }

    // An engine has no due times that it would tell: a connection is due when it is started, in an open load too.
    private async Task<EngineConnection> OpenOneForEngineAsync()
    {
        running.Begin();
        try
        {
            if (isOver || stopped.IsCancellationRequested)
            {
                return new(ConnectionOutcome.Cancelled, 0);
            }

            var outcome = await RunOneAsync(isProbe: false);
            if (!plan.Steps.Any(s => s.IsOpen) && !stopped.IsCancellationRequested)
            {
                await Task.Delay(outcome.Pause, Clock, CancellationToken.None);
            }

            return new(outcome.Failure, outcome.Bytes);
        }
        finally
        {
            running.End();
        }
    }

    private Task<ConnectionOutcome> RunOneAsync(bool isProbe)
    {
        var ended = new TaskCompletionSource<ConnectionOutcome>();
        return RunOne(due: null, isProbe, ended.SetResult) is { } outcome ? Task.FromResult(outcome) : ended.Task;
    }

    // Null: it has not ended, and what follows will be told.
    private ConnectionOutcome? RunOne(long? due, bool isProbe, Action<ConnectionOutcome> then)
    {
        if (!idle.TryPop(out var session))
        {
            session = new(plan.Client, Open, Connected, EndedLater, sockets.PutOff, delay, Blocks ? LongestBlock : TimeSpan.Zero, () => isOver, stopped);
            all.Add(session);
        }

        var target = targets[Interlocked.Increment(ref turn) % (uint)targets.Length];
        return startsThreads && RunsOnNewThread(session, target, due, isProbe, then) ? null
            : session.Run(target, due, isProbe, then) ? Ended(session)
            : null;
    }

    // On its own, so that only small loads pay for what the lambda captures. Where the kernel has no thread to give, this one will do.
    private bool RunsOnNewThread(ClientSession session, Target target, long? due, bool isProbe, Action<ConnectionOutcome> then) =>
        ConnectionThread.TryStart(() =>
        {
            if (session.Run(target, due, isProbe, then))
            {
                EndedLater(session);
            }
        });

    private void EndedLater(ClientSession session)
    {
        var then = session.Then;
        if (Ended(session) is { } outcome)
        {
            then(outcome);
        }
    }

    private ConnectionOutcome? Ended(ClientSession session)
    {
        var (outcome, then) = (session.Outcome, session.Then);
        if (session.IsLeftOpen)
        {
            leftOpen.Add(session.Connection!);
        }

        if (session.IsProbe && outcome.Failure is null)
        {
            counts.Connections.Closed(outcome.First);
        }
        else
        {
            counts.Ended(outcome);
        }

        connectionEnded?.Invoke(Row(session));
        idle.Push(session);
        return outcome.ReconnectsTwice && RunOne(due: null, isProbe: true, _ => then(outcome)) is null ? null : outcome;
    }

    // What runs between two awaits may block here, and be anything in another engine: the thread that serves all sockets is not for that.
    private ClientConnection Open(Target target) => new(sockets.Open(
        target.EndPoint.AddressFamily,
        Blocks || plan.Engine is not null ? traits | TcpTraits.OnThreadPool : traits,
        target.Source));

    private void Connected(ClientSession session)
    {
        var outcome = session.Outcome;
        counts.Connections.Opened();
        connectionOpened?.Invoke(outcome.Connected!.Value - outcome.Started);
        if (connectionEnded is not null)
        {
            outcome.LocalPort = session.Connection!.Socket.LocalPort;
        }
    }

    private ConnectionRow Row(ClientSession session)
    {
        var outcome = session.Outcome;
        var due = outcome.Due ?? outcome.Started;
        return new(
            (due - began) / 1e9,
            (outcome.Started - due) / 1e3,
            (outcome.Connected - outcome.Started) / 1e3,
            (outcome.Ended - due) / 1e3,
            outcome.LocalPort,
            session.Target.EndPoint.Port,
            outcome.Requests,
            outcome.Bytes,
            outcome.First switch
            {
                FirstCloser.Self => "client",
                FirstCloser.Peer => "server",
                FirstCloser.Reset => "reset",
                _ => "unknown",
            },
            outcome.Failure ?? (session.IsProbe ? "probe" : "completed"));
    }
}
