using System.Diagnostics;
using Harness.Linux;

namespace Harness.Tests.Loopback.Linux;

public sealed class PreciseDelayTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly PreciseDelay delay = new();

    public void Dispose() => delay.Dispose();

    [Fact]
    public void ABlockingWaitNeverEndsEarly()
    {
        var random = new Random(1);
        foreach (var microseconds in Enumerable.Range(0, 300).Select(_ => random.Next(0, 1500)))
        {
            var due = In(microseconds);

            delay.Until(due);

            Stopwatch.GetTimestamp().ShouldBeGreaterThanOrEqualTo(due);
        }
    }

    [Fact]
    public async Task AnAsynchronousWaitNeverEndsEarly()
    {
        var random = new Random(2);
        foreach (var microseconds in Enumerable.Range(0, 300).Select(_ => random.Next(0, 1500)))
        {
            var due = In(microseconds);

            await Soon(delay.UntilAsync(due, TestContext.Current.CancellationToken));

            Stopwatch.GetTimestamp().ShouldBeGreaterThanOrEqualTo(due);
        }
    }

    [Fact]
    public async Task FiveThousandWaitsAtOnce_EndInTheOrderTheyAreDue_AndNoneEarly()
    {
        var random = new Random(3);
        var start = In(1_000_000);
        var ended = new List<(long Due, long At)>();

        // What follows the await runs on the timer's one thread: the list needs no lock.
        async Task WaitAsync(long due)
        {
            await delay.UntilAsync(due).ConfigureAwait(false);
            ended.Add((due, Stopwatch.GetTimestamp()));
        }

        await Soon(Task.WhenAll(Enumerable.Range(0, 5000).Select(_ => WaitAsync(start + random.Next(0, 300_000_000)))));

        ended.Count.ShouldBe(5000);
        ended.ShouldAllBe(wait => wait.At >= wait.Due);
        ended.Select(wait => wait.Due).ShouldBeInOrder();
    }

    [Fact]
    public async Task AnEarlierDeadline_IsNotHeldUpByALaterOneThatCameFirst()
    {
        var later = delay.UntilAsync(In(3_600_000_000), TestContext.Current.CancellationToken).AsTask();

        await Soon(delay.UntilAsync(In(5_000), TestContext.Current.CancellationToken));

        later.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task ACancelledWait_EndsAtOnce_AndTheOthersGoOn()
    {
        using var cancellation = new CancellationTokenSource();
        var cancelled = delay.UntilAsync(In(3_600_000_000), cancellation.Token).AsTask();
        var other = delay.UntilAsync(In(100_000), TestContext.Current.CancellationToken).AsTask();

        await cancellation.CancelAsync();

        (await Should.ThrowAsync<OperationCanceledException>(() => Soon(cancelled))).CancellationToken.ShouldBe(cancellation.Token);
        await Soon(other);
        delay.UntilAsync(In(1_000), cancellation.Token).AsTask().IsCanceled.ShouldBeTrue();
    }

    [Fact]
    public void AMomentThatHasPassed_IsNotWaitedFor()
    {
        delay.UntilAsync(Stopwatch.GetTimestamp(), TestContext.Current.CancellationToken).AsTask().IsCompletedSuccessfully.ShouldBeTrue();
        delay.UntilAsync(-1, TestContext.Current.CancellationToken).AsTask().IsCompletedSuccessfully.ShouldBeTrue();
        delay.Until(-1);
    }

    [Fact]
    public async Task Disposing_CancelsWhatIsPending_AndRefusesMore()
    {
        var pending = delay.UntilAsync(In(3_600_000_000), TestContext.Current.CancellationToken).AsTask();

        delay.Dispose();

        await Should.ThrowAsync<OperationCanceledException>(() => Soon(pending));
        await Should.ThrowAsync<ObjectDisposedException>(
            () => Soon(delay.UntilAsync(In(1_000_000), TestContext.Current.CancellationToken)));
        delay.Dispose();
    }

    [Fact]
    public async Task WhatFollowsAWait_RunsOnTheTimersThread_AndMayDisposeIt()
    {
        var thread = await Soon(Task.Run(async () =>
        {
            await delay.UntilAsync(In(50_000));
            delay.Dispose();
            return Thread.CurrentThread.Name;
        }));

        thread.ShouldBe("precise delay");
    }

    private static long In(long microseconds) => Stopwatch.GetTimestamp() + (microseconds * (Stopwatch.Frequency / 1_000_000));

    private static Task Soon(ValueTask wait) => Soon(wait.AsTask());

    private static Task Soon(Task wait) => wait.WaitAsync(Deadline);

    private static Task<T> Soon<T>(Task<T> wait) => wait.WaitAsync(Deadline);
}
