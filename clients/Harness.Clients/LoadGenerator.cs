using Harness.Clients.Engines;
using Harness.Clients.Pacing;
using Harness.Protocol.Contracts;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Protocol.Tcp;
using Harness.Scenarios.Options;

namespace Harness.Clients;

/// <summary>Runs a load once. Its snapshots may be taken from any thread while it runs.</summary>
/// <param name="plan">The load.</param>
/// <param name="sockets">Makes its sockets.</param>
/// <param name="delay">Keeps due times and the delay of policy <c>after</c>.</param>
/// <param name="connectionEnded">
/// Called for each connection that the client is done with, from several threads at once; null when nobody asks.
/// </param>
/// <param name="connectionOpened">
/// Called for each successful connect() with the nanoseconds that it took, as soon as they are known, from several threads at once; null
/// when nobody asks.
/// </param>
public sealed class LoadGenerator(
    LoadPlan plan,
    ITcpSockets sockets,
    IPreciseDelay delay,
    Action<ConnectionRow>? connectionEnded,
    Action<long>? connectionOpened = null) : IAsyncDisposable
{
    private readonly LoadCounts counts = new(connectionEnded, connectionOpened);
    private readonly InFlight inFlight = new();
    private SessionPool? sessions;

    /// <summary>
    /// Measures pauses, and how often connections are swept for those that are overdue; the system's clock by default. The deadlines
    /// themselves, and all that a connection is timed by, are CLOCK_MONOTONIC.
    /// </summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What another engine counted and timed itself; null without one, and while it runs.</summary>
    public EngineSummary? Engine { get; private set; }

    /// <summary>Runs every step, then waits for the connections that are still open, except for those that never close.</summary>
    /// <param name="stop">
    /// Opens no more connections and closes the open ones, which count as failed with ECANCELED; the task then ends as usual.
    /// </param>
    /// <returns>Seconds from when the first connection was due until the last one was done; 0 when there was none.</returns>
    public async Task<double> RunAsync(CancellationToken stop)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var pool = sessions = new SessionPool(plan, sockets, delay, counts, stop);
        var period = SweepPeriod(plan.Client);
        await using var sweeping = Clock.CreateTimer(static p => ((SessionPool)p!).Sweep(), pool, period, period);
        using var stopping = stop.UnsafeRegister(static p => ((SessionPool)p!).Sweep(), pool);
        var workers = new WorkerPool(continuation => pool.RunOne(due: null, isProbe: false, continuation), inFlight, Clock, stop);
        try
        {
            if (plan.Client.ProbesFirst)
            {
                await pool.RunOneAsync(isProbe: true);
            }

            if (plan.Engine is { } engine)
            {
                Engine = await new EngineBridge(plan, pool, inFlight, Clock, stop).RunAsync(engine);
            }
            else
            {
                var injector = new Injector(pool, inFlight, stop);
                await new Pacer(plan, delay, workers, injector.Inject, stop).RunAsync();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The open connections are being closed.
        }

        pool.Finish();
        workers.SetLevel(0);
        await inFlight.EndAllAsync();
        return counts.Seconds;
    }

    /// <summary>
    /// The connections so far. A probe (wrk's) is opened, neither completed nor failed, unless it cannot be opened.
    /// Policy <c>never</c> completes with its response.
    /// </summary>
    public ConnectionTally Tally() => counts.Connections.Tally();

    /// <summary>Who closed first so far.</summary>
    public CloseTally Closes() => counts.Connections.Closes();

    /// <summary>
    /// Connections begun after the first failed that were completed, per second from that failure to the last one done; null when none
    /// failed.
    /// </summary>
    public double? AfterFirstFailurePerSecond => counts.AfterFirstFailurePerSecond;

    /// <summary>The name of its own figures; null: it has none.</summary>
    public string? As => plan.As;

    /// <summary>Its own figures so far.</summary>
    public LoadReport Report() => new()
    {
        Connections = Tally(),
        Bytes = counts.Bytes + counts.SentBytes,
        Seconds = counts.Seconds,
        BytesPerSecond = counts.BytesPerSecond.Copy(),
    };

    /// <summary>Bytes that reads returned so far, on connections that the client is done with.</summary>
    public long BytesReceived => counts.Bytes;

    /// <summary>Bytes of bodies that were another connection's, likewise; null where bodies do not say whose they are.</summary>
    public long? ForeignBytes => plan.MarksBodies ? counts.ForeignBytes : null;

    /// <summary>What became of the bodies that waited for a 100 so far; null where none does.</summary>
    public ContinueCounts? Continues => plan.Client.ExpectContinue ? counts.Continues : null;

    /// <summary>
    /// A copy of the durations of successful connects, in nanoseconds; with many copies they include the wait for a thread.
    /// </summary>
    public Histogram Connect() => counts.Connect.Copy();

    /// <summary>
    /// A copy of the durations of completed connections, in nanoseconds: from due (open load) or connect() (closed load) until done.
    /// </summary>
    public Histogram Total() => counts.Total.Copy();

    /// <summary>
    /// A copy of the durations of requests, in nanoseconds: until the response was complete, from when it was sent; on a new connection
    /// from when that was due (open load) or from its connect() (closed load).
    /// </summary>
    public Histogram Request() => counts.Request.Copy();

    /// <summary>A copy of how much later than due the connections of an open load were started, in nanoseconds.</summary>
    public Histogram Behind() => counts.Behind.Copy();

    /// <summary>Closes what policy <c>never</c> left open. <see cref="RunAsync"/> must have ended.</summary>
    public ValueTask DisposeAsync()
    {
        sessions?.CloseLeftOpen();
        return ValueTask.CompletedTask;
    }

    // One sweep for all connections, so that none pays for a timer of its own: a time-out is late by at most this much.
    private static TimeSpan SweepPeriod(ClientOptions client)
    {
        var shortest = client.ExpectContinue && client.ContinueWithin < client.Timeout ? client.ContinueWithin : client.Timeout;
        return TimeSpan.FromMilliseconds(Math.Clamp(shortest.TotalMilliseconds / 50, 1, 100));
    }
}
