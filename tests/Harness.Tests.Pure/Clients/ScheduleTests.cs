using Harness.Scenarios.Options;
using Harness.Scenarios.Pacing;

namespace Harness.Tests.Pure.Clients;

/// <summary>How many connections and workers a step has, and when.</summary>
public sealed class ScheduleTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(500, 1000, 30_000, 15_000)]
    [InlineData(1, 1000, 1, 0)]
    [InlineData(1, 3000, 10_000, 3)]
    [InlineData(7, 60_000, 60_000, 7)]
    [InlineData(1_000_000, 1, 86_400_000, 86_400_000_000_000)]
    public void Inject_IsRateTimesDuration_RoundedDown(int rate, int intervalMs, int duringMs, long count)
    {
        var constant = new Rate(rate, TimeSpan.FromMilliseconds(intervalMs));
        InjectSchedule.Count(constant, constant, TimeSpan.FromMilliseconds(duringMs)).ShouldBe(count);
    }

    [Fact]
    public void Inject_IsDueEvenly_FromTheStepsBegin() =>
        InjectSchedule.DueTimes(new(5, Second), new(5, Second), Second).ShouldBe([0, 200_000_000, 400_000_000, 600_000_000, 800_000_000]);

    [Fact]
    public void Inject_DoesNotDriftOverAnHour()
    {
        var due = InjectSchedule.DueTimes(new(300, Second), new(300, Second), TimeSpan.FromHours(1)).ToList();
        due.Count.ShouldBe(1_080_000);
        due[^1].ShouldBe(3_599_996_666_667);
    }

    [Theory]
    [InlineData(0, 100, 10, 500)]
    [InlineData(100, 0, 10, 500)]
    [InlineData(50, 150, 10, 1000)]
    [InlineData(0, 0, 10, 0)]
    [InlineData(0, 1, 1, 0)]
    public void Ramp_HasTheMeanRate(int from, int to, int seconds, int count)
    {
        var due = InjectSchedule.DueTimes(new(from, Second), new(to, Second), TimeSpan.FromSeconds(seconds)).ToList();
        due.Count.ShouldBe(count);
        due.ShouldBeInOrder();
        due.ShouldAllBe(t => t >= 0 && t < seconds * 1_000_000_000L);
    }

    [Fact]
    public void RampUp_IsDueWhenTheAreaUnderTheLineIsWhole() =>
        InjectSchedule.DueTimes(Rate.Zero, new(8, Second), TimeSpan.FromSeconds(1)).ShouldBe([0, 500_000_000, 707_106_781, 866_025_404]);

    [Fact]
    public void RampDown_IsDenseFirst() =>
        InjectSchedule.DueTimes(new(8, Second), Rate.Zero, TimeSpan.FromSeconds(1)).ShouldBe([0, 133_974_596, 292_893_219, 500_000_000]);

    [Fact]
    public void Ramp_FromARatePerMinuteToARatePerSecond_CountsExactly() =>
        InjectSchedule.Count(new(60, TimeSpan.FromMinutes(1)), new(3, Second), TimeSpan.FromSeconds(10)).ShouldBe(20);

    [Fact]
    public void IntervalByInterval_EachHasItsOwnNumber_EvenlySpaced()
    {
        var rates = new Queue<int>([2, 0, 4]);
        InjectSchedule.InIntervals(_ => rates.Dequeue(), Second, Spacing.Even, seed: 1, TimeSpan.FromSeconds(3))
            .ShouldBe([0, 500_000_000, 2_000_000_000, 2_250_000_000, 2_500_000_000, 2_750_000_000]);
    }

    [Fact]
    public void ALastIntervalThatIsCutShort_HasOnlyWhatIsDueInIt() =>
        InjectSchedule.InIntervals(_ => 4, Second, Spacing.Even, seed: 1, TimeSpan.FromMilliseconds(1300))
            .ShouldBe([0, 250_000_000, 500_000_000, 750_000_000, 1_000_000_000, 1_250_000_000]);

    [Fact]
    public void AtRandom_EveryIntervalHasItsWholeNumber_InOrder()
    {
        var due = InjectSchedule.InIntervals(_ => 100, Second, Spacing.Random, seed: 1, TimeSpan.FromSeconds(50)).ToList();
        due.ShouldBeInOrder();
        due.CountBy(t => t / 1_000_000_000).ShouldBe(Enumerable.Range(0, 50).Select(i => KeyValuePair.Create((long)i, 100)));
        due.CountBy(t => t % 10_000_000).Count().ShouldBeGreaterThan(1000, "evenly spaced, all would be multiples of 10 ms");
    }

    [Fact]
    public void WithoutAnEnd_IntervalsGoOnAndOn() =>
        InjectSchedule.InIntervals(_ => 1, Second, Spacing.Even, seed: 1).ElementAt(1_000_000).ShouldBe(1_000_000_000_000_000);

    [Theory]
    [InlineData(100, 1000, 250, 2500)]
    [InlineData(1, 60_000, 3, 180_000)]
    [InlineData(3, 1000, 1, 333)]
    public void IterationsForInject_TakeUntilTheNextWouldBeDue(int rate, int intervalMs, int iterations, int duringMs) =>
        ((int)new LoadStep.IterationsForInject(rate, TimeSpan.FromMilliseconds(intervalMs), iterations).During.TotalMilliseconds)
            .ShouldBe(duringMs);

    [Fact]
    public void IterationsBeyondAllTime_AreNotAnOverflow() =>
        new LoadStep.IterationsForInject(1, TimeSpan.FromHours(1), 1_000_000_000).During.ShouldBe(TimeSpan.MaxValue);

    [Fact]
    public void WorkersRampUp_OneByOne_NearestToTheStraightLine() =>
        WorkerRamp.Changes(2, 4, Second).ShouldBe([(250_000_000, 3), (750_000_000, 4)]);

    [Fact]
    public void WorkersRampDown_OneByOne() =>
        WorkerRamp.Changes(2, 0, Second).ShouldBe([(250_000_000, 1), (750_000_000, 0)]);

    [Fact]
    public void WorkersThatStay_DoNotChange() => WorkerRamp.Changes(5, 5, Second).ShouldBeEmpty();
}
