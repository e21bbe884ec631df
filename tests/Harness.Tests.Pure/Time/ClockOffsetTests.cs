using System.Diagnostics;
using FsCheck.Xunit;
using Harness.Protocol.Time;

namespace Harness.Tests.Pure.Time;

/// <summary>How far another clock is ahead, as questions and answers tell it.</summary>
public sealed class ClockOffsetTests
{
    [Fact]
    public void TheShortestRoundTrip_TellsBest()
    {
        var clock = new ClockOffset();

        // Ahead by 1000: 100 there, 900 back; then 10 and 10; then 500 and 1.
        clock.Add(asked: 0, other: 1100, answered: 1000);
        clock.Add(asked: 2000, other: 3010, answered: 2020);
        clock.Add(asked: 4000, other: 5500, answered: 4501);

        (clock.Nanoseconds, clock.Error).ShouldBe((1000, 10));
        clock.ToOwn(7000).ShouldBe(6000);
    }

    [Fact]
    public void BeforeTheFirstAnswer_NothingIsKnown() => new ClockOffset().Error.ShouldBeNull();

    [Fact]
    public void ThisClockItself_HasNoOffsetAndNoError() => (ClockOffset.None.Nanoseconds, ClockOffset.None.Error).ShouldBe((0, 0));

    /// <summary>Whatever the ways there and back took, the truth is no further away than half of the shortest round trip.</summary>
    [Property]
    public void TheError_IsABound(int ahead, (ushort There, ushort Back)[] trips)
    {
        var clock = new ClockOffset();
        var now = 0L;
        foreach (var (there, back) in trips)
        {
            clock.Add(now, now + there + ahead, now + there + back);
            now += there + back + 1;
        }

        // A nanosecond more for what halving cuts off.
        (trips.Length == 0 || Math.Abs(clock.Nanoseconds - ahead) <= clock.Error!.Value + 1).ShouldBeTrue();
    }

    [Theory]
    [InlineData(40, true)]
    [InlineData(60, false)]
    [InlineData(2000, false)]
    public void ALaterEstimate_IsTaken_WhereItIsAsGood_AsTheOldOneIsByNow(int roundTrip, bool isTaken)
    {
        const long later = 10_000;
        var (old, next) = (new ClockOffset(), new ClockOffset());
        old.Add(0, 1025, 50);
        next.Add(later, later + 1100 + (roundTrip / 2), later + roundTrip);

        old.Or(next).ShouldBeSameAs(isTaken ? next : old);

        // In ten seconds two crystals drift apart by half a millisecond, so a worse estimate may be the better one.
        var muchLater = new ClockOffset();
        muchLater.Add(later * 1_000_000, 0, (later * 1_000_000) + roundTrip);
        old.Or(muchLater).ShouldBeSameAs(muchLater);
        old.Or(new ClockOffset()).ShouldBeSameAs(old);
        new ClockOffset().Or(next).ShouldBeSameAs(next);
    }

    [Fact]
    public void AStopwatchTick_IsANanosecond_SoThatNobodyConverts() => Stopwatch.Frequency.ShouldBe(MonotonicClock.Second);

    [Fact]
    public void TheClockOfOneMachine_HasOneName()
    {
        MonotonicClock.Name.ShouldBe(MonotonicClock.Name);
        MonotonicClock.Name.ShouldContain(File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim());
    }
}
