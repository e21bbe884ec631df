using System.Collections.Concurrent;
using System.Diagnostics;
using Harness.Clients.Connections;
using Harness.Clients.Engines;
using Harness.Clients.Pacing;
using Harness.Model;
using Harness.Model.Counting;
using Harness.Model.Measuring;
using Harness.Model.Results;
using Harness.Model.Scenarios;
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
    // A connection that cannot be opened costs its worker a pause of this many times what the attempt took, within these
    // bounds: a closed load without ports or descriptors goes on trying, without burning its cores in the kernel's search for one.
    private const int PauseFactor = 10;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);

    // A blocked read does not hear of a time-out or of the end; longer than most responses take, shorter than anyone waits for those.
    private static readonly TimeSpan LongestBlock = TimeSpan.FromMilliseconds(20);

    private readonly Target[] targets = [.. Target.Of(plan)];
    private readonly TimeSpan blocksFor = plan.Client.BlocksToRead && plan.Engine is null && IsForFewThreads(plan.Steps) ? LongestBlock : TimeSpan.Zero;
    private readonly TcpTraits traits = ClientConnection.TraitsOf(plan.Client);
    private readonly LoadCounts counts = new();
    private readonly ConcurrentStack<ClientSession> idle = new();
    private readonly ConcurrentBag<ClientConnection> leftOpen = [];
    private readonly Running running = new();
    private CancellationToken stopped;
    private volatile bool isOver;
    private long began;
    private uint turn = uint.MaxValue;

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
        var workers = new WorkerPool(RunOneOfWorkerAsync, running, stop);
        try
        {
            if (plan.Client.ProbesFirst)
            {
                await RunOneAsync(due: null, isProbe: true);
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

        while (idle.TryPop(out var session))
        {
            session.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    // The pool has a thread per processor at once; more workers than that must not block them.
    private static bool IsForFewThreads(IReadOnlyList<LoadStep> steps) => steps.All(step => step switch
    {
        LoadStep.IterationsForConstant s => s.Copies <= Environment.ProcessorCount,
        LoadStep.KeepConstant s => s.Copies <= Environment.ProcessorCount,
        _ => false,
    });

    private void Inject(long due)
    {
        running.Begin();
        ThreadPool.UnsafeQueueUserWorkItem(static i => _ = i.Load.RunInjectedAsync(i.Due), (Load: this, Due: due), preferLocal: false);
    }

    private async Task RunInjectedAsync(long due)
    {
        if (!stopped.IsCancellationRequested)
        {
            await RunOneAsync(due, isProbe: false);
        }

        running.End();
    }

    private async Task<TimeSpan> RunOneOfWorkerAsync()
    {
        return PauseAfter(await RunOneAsync(due: null, isProbe: false));
    }

    // An engine has no due times that it would tell: a connection is due when it is started, in an open load too.
    private async Task<EngineConnection> OpenOneForEngineAsync()
    {
        running.Begin();
        try
        {
            if (isOver || stopped.IsCancellationRequested)
            {
                return new("ECANCELED", 0);
            }

            var outcome = await RunOneAsync(due: null, isProbe: false);
            if (!plan.Steps.Any(s => s.IsOpen) && !stopped.IsCancellationRequested)
            {
                await Task.Delay(PauseAfter(outcome), CancellationToken.None);
            }

            return new(outcome.Failure, outcome.Bytes);
        }
        finally
        {
            running.End();
        }
    }

    private static TimeSpan PauseAfter(ConnectionOutcome outcome)
    {
        if (outcome.Connected is not null)
        {
            return TimeSpan.Zero;
        }

        var pause = PauseFactor * Stopwatch.GetElapsedTime(outcome.Started, outcome.Ended);
        return pause < ShortestPause ? ShortestPause : pause > LongestPause ? LongestPause : pause;
    }

    private async Task<ConnectionOutcome> RunOneAsync(long? due, bool isProbe)
    {
        var target = targets[Interlocked.Increment(ref turn) % (uint)targets.Length];
        if (!idle.TryPop(out var session))
        {
            session = new(plan.Client, Open, delay, blocksFor, () => isOver, stopped);
        }

        var outcome = await session.RunAsync(target, isProbe, Connected);
        if (session.LeftOpen is { } connection)
        {
            leftOpen.Add(connection);
        }

        idle.Push(session);
        if (isProbe && outcome.Failure is null)
        {
            counts.Connections.Closed(outcome.First);
        }
        else
        {
            counts.Ended(due, outcome);
        }

        connectionEnded?.Invoke(Row(due ?? outcome.Started, target, outcome, isProbe));
        if (outcome.ReconnectsTwice)
        {
            await RunOneAsync(due: null, isProbe: true);
        }

        return outcome;
    }

    // What runs between two awaits may block here, and be anything in another engine: the thread that serves all sockets is not for that.
    private ClientConnection Open(Target target) => new(sockets.Open(
        target.Address.Family,
        blocksFor > TimeSpan.Zero || plan.Engine is not null ? traits | TcpTraits.OnThreadPool : traits,
        target.Source));

    private void Connected(ConnectionOutcome outcome, ClientConnection connection)
    {
        counts.Connections.Opened();
        connectionOpened?.Invoke(outcome.Connected!.Value - outcome.Started);
        if (connectionEnded is not null)
        {
            outcome.LocalPort = connection.LocalPort;
        }
    }

    private ConnectionRow Row(long due, Target target, ConnectionOutcome outcome, bool isProbe) => new(
        (due - began) / 1e9,
        (outcome.Started - due) / 1e3,
        (outcome.Connected - outcome.Started) / 1e3,
        (outcome.Ended - due) / 1e3,
        outcome.LocalPort,
        target.EndPoint.Port,
        outcome.Requests,
        outcome.Bytes,
        outcome.First switch
        {
            FirstCloser.Self => "client",
            FirstCloser.Peer => "server",
            FirstCloser.Reset => "reset",
            _ => "unknown",
        },
        outcome.Failure ?? (isProbe ? "probe" : "completed"));
}
