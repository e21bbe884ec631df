using Harness.Clients.Pacing;

namespace Harness.Tests.Pure.Clients;

/// <summary>Workers begin exactly as many connections as asked, and their number follows the level.</summary>
public sealed class WorkerPoolTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Iterations_AreExact_AndNeverMoreAtOnceThanCopies()
    {
        var (begun, now, most) = (0, 0, 0);
        var running = new Running();
        var pool = new WorkerPool(
            async () =>
            {
                Interlocked.Increment(ref begun);
                most = Math.Max(most, Interlocked.Increment(ref now));
                await Task.Yield();
                Interlocked.Decrement(ref now);
                return TimeSpan.Zero;
            },
            running,
            TestContext.Current.CancellationToken);
        for (var step = 1; step <= 20; step++)
        {
            await pool.OpenAsync(workers: 7, connections: 100).WaitAsync(Deadline, TestContext.Current.CancellationToken);
        }

        pool.SetLevel(0);
        await running.EndAllAsync().WaitAsync(Deadline, TestContext.Current.CancellationToken);
        begun.ShouldBe(2000);
        most.ShouldBeLessThanOrEqualTo(7);
    }

    [Fact]
    public async Task LevelOfZero_EndsEveryWorker_AfterItsConnection()
    {
        var ended = 0;
        var gate = new TaskCompletionSource();
        var running = new Running();
        var pool = new WorkerPool(
            async () =>
            {
                await gate.Task;
                Interlocked.Increment(ref ended);
                return TimeSpan.Zero;
            },
            running,
            TestContext.Current.CancellationToken);
        pool.SetLevel(5);
        pool.SetLevel(0);
        await Task.Yield();
        gate.SetResult();
        await running.EndAllAsync().WaitAsync(Deadline, TestContext.Current.CancellationToken);
        ended.ShouldBeLessThanOrEqualTo(5);
    }
}
