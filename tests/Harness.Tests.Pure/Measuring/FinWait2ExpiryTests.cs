using Harness.Agent;
using Harness.Protocol.Time;

namespace Harness.Tests.Pure.Measuring;

/// <summary>From when on the kernel's counters may call a FIN_WAIT2 that timed out a TIME_WAIT.</summary>
public sealed class FinWait2ExpiryTests
{
    [Theory]
    [InlineData(5, new[] { 0, 20, 20, 20, 20, 20, 20 }, new[] { false, false, false, false, false, true, true })]
    [InlineData(5, new[] { 0, 20, 20, 0, 20, 20, 20 }, new[] { false, false, false, false, false, false, false })]
    [InlineData(5, new[] { 0, 20, 20, 20, 20, 0, 0 }, new[] { false, false, false, false, false, true, true })]
    [InlineData(2, new[] { 0, 20, 0, 20, 0, 20, 0 }, new[] { false, false, true, true, true, true, true })]
    [InlineData(62, new[] { 0, 20, 20, 0 }, new[] { false, false, true, true })]
    [InlineData(60, new[] { 0, 20, 20, 20, 20, 20, 20 }, new[] { false, false, false, false, false, false, false })]
    public void ASampleEachSecond_TellsWhetherOneMayHaveTimedOut(int timeout, int[] there, bool[] expected)
    {
        var expiry = new FinWait2Expiry(0, () => timeout);

        there.Select((n, i) => expiry.Observe(i * MonotonicClock.Second, i * MonotonicClock.Second, n, i == 0 ? 0 : 20)).ShouldBe(expected);
    }

    [Fact]
    public void WhereNoneWasMade_ALongPauseBetweenSamplesTellsNothing()
    {
        var expiry = new FinWait2Expiry(0, () => 1);

        expiry.Observe(100 * MonotonicClock.Second, 100 * MonotonicClock.Second, 0, 0).ShouldBeFalse();
        expiry.Observe(101 * MonotonicClock.Second, 101 * MonotonicClock.Second, 0, 1).ShouldBeTrue();
    }

    [Fact]
    public void OfASampleThatTookLong_TheBeginningIsWhenThereWasNone_AndTheEndWhenOneMayBeGone()
    {
        var expiry = new FinWait2Expiry(0, () => 5);

        expiry.Observe(0, 1 * MonotonicClock.Second, 0, 0).ShouldBeFalse();
        expiry.Observe(4 * MonotonicClock.Second, 5 * MonotonicClock.Second, 0, 1).ShouldBeTrue();
    }
}
