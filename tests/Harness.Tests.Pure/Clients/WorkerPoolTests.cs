using System.Diagnostics;
using Harness.Clients.Connections;
using Harness.Clients.Pacing;

namespace Harness.Tests.Pure.Clients;

/// <summary>Workers begin exactly as many connections as asked, and their number follows the level.</summary>
public sealed class WorkerPoolTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task Iterations_AreExact_AndNeverMoreAtOnceThanCopies()
    {
        var (begun, now, most) = (0, 0, 0);
        var inFlight = new InFlight();
        var pool = new WorkerPool(
            Later(async () =>
            {
                Interlocked.Increment(ref begun);
                most = Math.Max(most, Interlocked.Increment(ref now));
                await Task.Yield();
                Interlocked.Decrement(ref now);
            }),
            inFlight,
            TimeProvider.System,
            TestContext.Current.CancellationToken);
        for (var step = 1; step <= 20; step++)
        {
            await pool.OpenAsync(workers: 7, connections: 100).WaitAsync(Deadline, TestContext.Current.CancellationToken);
        }

        pool.SetLevel(0);
        await inFlight.EndAllAsync().WaitAsync(Deadline, TestContext.Current.CancellationToken);
        begun.ShouldBe(2000);
        most.ShouldBeLessThanOrEqualTo(7);
    }

    [Fact]
    public async Task LevelOfZero_EndsEveryWorker_AfterItsConnection()
    {
        var ended = 0;
        var gate = new TaskCompletionSource();
        var inFlight = new InFlight();
        var pool = new WorkerPool(
            Later(async () =>
            {
                await gate.Task;
                Interlocked.Increment(ref ended);
            }),
            inFlight,
            TimeProvider.System,
            TestContext.Current.CancellationToken);
        pool.SetLevel(5);
        pool.SetLevel(0);
        await Task.Yield();
        gate.SetResult();
        await inFlight.EndAllAsync().WaitAsync(Deadline, TestContext.Current.CancellationToken);
        ended.ShouldBeLessThanOrEqualTo(5);
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
                return Connection(connected: true);
            },
            inFlight,
            TimeProvider.System,
            TestContext.Current.CancellationToken);
        await pool.OpenAsync(workers: 1, connections: 1_000_000).WaitAsync(Deadline, TestContext.Current.CancellationToken);
        pool.SetLevel(0);
        await inFlight.EndAllAsync().WaitAsync(Deadline, TestContext.Current.CancellationToken);
        begun.ShouldBe(1_000_000);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WhatCannotBeOpened_IsTriedAgain_AfterAPause(bool endsAtOnce)
    {
        var moments = new List<long>();
        var inFlight = new InFlight();
        ConnectionOutcome Fail()
        {
            moments.Add(Stopwatch.GetTimestamp());
            return Connection(connected: false);
        }

        var pool = new WorkerPool(
            endsAtOnce ? _ => Fail() : Later(async () => await Task.Yield(), Fail),
            inFlight,
            TimeProvider.System,
            TestContext.Current.CancellationToken);
        await pool.OpenAsync(workers: 1, connections: 3).WaitAsync(Deadline, TestContext.Current.CancellationToken);
        pool.SetLevel(0);
        await inFlight.EndAllAsync().WaitAsync(Deadline, TestContext.Current.CancellationToken);
        moments.Zip(moments.Skip(1), Stopwatch.GetElapsedTime).ShouldAllBe(gap => gap > LongestPause / 2);
        moments.Count.ShouldBe(3);
    }

    private static Func<Action<ConnectionOutcome>, ConnectionOutcome?> Later(Func<Task> lasts, Func<ConnectionOutcome>? outcome = null) => then =>
    {
        _ = EndAsync();
        return null;

        async Task EndAsync()
        {
            await lasts();
            then(outcome?.Invoke() ?? Connection(connected: true));
        }
    };

    // An attempt that took so long is followed by the longest pause.
    private static ConnectionOutcome Connection(bool connected) => new() { Connected = connected ? 1 : null, Ended = 1_000_000_000 };
}
