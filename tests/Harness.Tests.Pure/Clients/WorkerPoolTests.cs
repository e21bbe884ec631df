using Harness.Clients.Connections;
using Harness.Clients.Pacing;
using Harness.Tests.Pure.Time;

namespace Harness.Tests.Pure.Clients;

/// <summary>Workers begin exactly as many connections as asked, and their number follows the level.</summary>
public sealed class WorkerPoolTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Iterations_AreExact_AndAsManyAtOnceAsCopies_NeverMore()
    {
        const int Copies = 7;
        var gate = new Lock();
        var (begun, now, most) = (0, 0, 0);
        var allCopies = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var inFlight = new InFlight();
        var pool = new WorkerPool(
            Later(async () =>
            {
                lock (gate)
                {
                    most = Math.Max(most, ++now);
                    if (++begun == Copies)
                    {
                        allCopies.SetResult();
                    }
                }

                // None ends before every copy has begun one: that is as many as there ever may be.
                await allCopies.Task;
                await Task.Yield();
                lock (gate)
                {
                    now--;
                }
            }),
            inFlight,
            TimeProvider.System,
            TestContext.Current.CancellationToken);
        for (var step = 1; step <= 20; step++)
        {
            await pool.OpenAsync(Copies, connections: 100).WaitAsync(Deadline, TestContext.Current.CancellationToken);
        }

        pool.SetLevel(0);
        await inFlight.EndAllAsync().WaitAsync(Deadline, TestContext.Current.CancellationToken);
        (begun, most, now).ShouldBe((2000, Copies, 0));
    }

    [Fact]
    public async Task LevelOfZero_EndsEveryWorker_AfterItsConnection()
    {
        var (begun, ended) = (0, 0);
        var gate = new TaskCompletionSource();
        var inFlight = new InFlight();
        var pool = new WorkerPool(
            Later(async () =>
            {
                // One that should not have begun does not end either: what follows it would never stop.
                await (Interlocked.Increment(ref begun) > 5 ? new TaskCompletionSource() : gate).Task;
                Interlocked.Increment(ref ended);
            }),
            inFlight,
            TimeProvider.System,
            TestContext.Current.CancellationToken);
        pool.SetLevel(5);
        await Eventually.ShouldBeAsync(() => Volatile.Read(ref begun), 5);
        pool.SetLevel(0);
        ended.ShouldBe(0, "a level does not cut off a connection");
        gate.SetResult();
        await inFlight.EndAllAsync().WaitAsync(Deadline, TestContext.Current.CancellationToken);
        (begun, ended).ShouldBe((5, 5));
    }

    [Fact]
    public async Task ConnectionsThatEndAtOnce_TakeNoStack()
    {
        var begun = 0;
        var inFlight = new InFlight();
        var pool = new WorkerPool(
            _ =>
            {
                begun++;
                return Connected();
            },
            inFlight,
            TimeProvider.System,
            TestContext.Current.CancellationToken);
        await pool.OpenAsync(workers: 1, connections: 1_000_000).WaitAsync(Deadline, TestContext.Current.CancellationToken);
        pool.SetLevel(0);
        await inFlight.EndAllAsync().WaitAsync(Deadline, TestContext.Current.CancellationToken);
        begun.ShouldBe(1_000_000);
    }

    /// <summary>Ten times what the attempt took, within bounds.</summary>
    [Theory]
    [InlineData(true, 0, 1)]
    [InlineData(true, 5, 50)]
    [InlineData(true, 1000, 100)]
    [InlineData(false, 5, 50)]
    public async Task WhatCannotBeOpened_IsTriedAgain_AfterAPause_AndNotBefore(bool endsAtOnce, int attemptMs, int pauseMs)
    {
        var pause = TimeSpan.FromMilliseconds(pauseMs);
        var clock = new TimerClock();
        var begun = 0;
        var inFlight = new InFlight();
        ConnectionOutcome Fail()
        {
            Interlocked.Increment(ref begun);
            return new() { Ended = attemptMs * 1_000_000L };
        }

        var pool = new WorkerPool(
            endsAtOnce ? _ => Fail() : Later(async () => await Task.Yield(), Fail), inFlight, clock, TestContext.Current.CancellationToken);
        var opened = pool.OpenAsync(workers: 1, connections: 3);
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await Eventually.ShouldBeAsync(() => clock.Timers.Count, attempt);
            clock.Advance(pause - TimeSpan.FromTicks(1));
            Volatile.Read(ref begun).ShouldBe(attempt);
            clock.Advance(TimeSpan.FromTicks(1));
        }

        await opened.WaitAsync(Deadline, TestContext.Current.CancellationToken);
        pool.SetLevel(0);
        await inFlight.EndAllAsync().WaitAsync(Deadline, TestContext.Current.CancellationToken);
        begun.ShouldBe(3);
        clock.Timers.Select(timer => timer.Due).ShouldBe([pause, pause, pause]);
    }

    private static Func<Action<ConnectionOutcome>, ConnectionOutcome?> Later(
        Func<Task> lasts, Func<ConnectionOutcome>? outcome = null) => then =>
    {
        _ = EndAsync();
        return null;

        async Task EndAsync()
        {
            await lasts();
            then(outcome?.Invoke() ?? Connected());
        }
    };

    private static ConnectionOutcome Connected() => new() { Connected = 1, Ended = 1_000_000_000 };
}
