using Harness.Agent.Link;

namespace Harness.Tests.Pure.Link;

public sealed class FrameQueueTests
{
    private readonly FrameQueue queue = new(capacity: 4);

    [Fact]
    public void WhatIsDueFirst_LeavesFirst_AndWhatIsDueAtOnceInTheOrderOfItsArrival()
    {
        Add(LinkDirection.ToServer, 1, due: 30);
        Add(LinkDirection.ToClient, 2, due: 10);
        Add(LinkDirection.ToServer, 3, due: 30);
        Add(LinkDirection.ToServer, 4, due: 20);

        queue.NextDue.ShouldBe(10);
        TakeAll(now: 30).ShouldBe(
            [(LinkDirection.ToClient, 2), (LinkDirection.ToServer, 4), (LinkDirection.ToServer, 1), (LinkDirection.ToServer, 3)]);
        queue.NextDue.ShouldBe(long.MaxValue);
    }

    [Fact]
    public void WhatIsNotDueYet_Stays()
    {
        Add(LinkDirection.ToServer, 1, due: 10);
        Add(LinkDirection.ToServer, 2, due: 11);

        TakeAll(now: 10).ShouldBe([(LinkDirection.ToServer, 1)]);
        queue.NextDue.ShouldBe(11);
    }

    [Fact]
    public void AFullQueue_RefusesOneMore_AndTakesAgainWhenOneHasLeft()
    {
        for (byte i = 1; i <= 4; i++)
        {
            Add(LinkDirection.ToServer, i, due: i);
        }

        queue.TryAdd(LinkDirection.ToServer, [5], due: 0).ShouldBeFalse();
        TakeAll(now: 1).ShouldBe([(LinkDirection.ToServer, 1)]);
        queue.TryAdd(LinkDirection.ToServer, [6], due: 9).ShouldBeTrue();
        TakeAll(now: 9).Select(f => f.First).ShouldBe([2, 3, 4, 6]);
    }

    [Fact]
    public void AFrame_IsCopied_AndItsMemoryIsUsedAgainWithoutOldBytes()
    {
        var bytes = Enumerable.Range(0, 1514).Select(i => (byte)i).ToArray();
        queue.TryAdd(LinkDirection.ToServer, bytes, due: 1).ShouldBeTrue();
        Array.Clear(bytes);
        queue.TryTake(1, out var large).ShouldBeTrue();
        (large.Length, large.Bytes[1513]).ShouldBe((1514, unchecked((byte)1513)));
        queue.Release(large);

        queue.TryAdd(LinkDirection.ToServer, [7, 8], due: 2).ShouldBeTrue();
        queue.TryTake(2, out var small).ShouldBeTrue();

        small.Buffer.ShouldBeSameAs(large.Buffer);
        small.Bytes.ToArray().ShouldBe([7, 8]);
    }

    [Fact]
    public void AFixedDelay_PassesEveryFrameOnThatMuchLater_WhicheverWayItGoes()
    {
        var rule = new FixedDelay(TimeSpan.FromMilliseconds(10));

        rule.DueAt(LinkDirection.ToServer, [1], arrived: 5).ShouldBe(10_000_005);
        rule.DueAt(LinkDirection.ToClient, [], arrived: 7).ShouldBe(10_000_007);
    }

    private void Add(LinkDirection to, byte mark, long due) => queue.TryAdd(to, [mark, 0, 0], due).ShouldBeTrue();

    private List<(LinkDirection To, byte First)> TakeAll(long now)
    {
        var taken = new List<(LinkDirection To, byte First)>();
        while (queue.TryTake(now, out var frame))
        {
            taken.Add((frame.To, frame.Bytes[0]));
            queue.Release(frame);
        }

        return taken;
    }
}
