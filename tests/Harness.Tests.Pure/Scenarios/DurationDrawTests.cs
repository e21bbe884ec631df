using Harness.Scenarios.Options;

namespace Harness.Tests.Pure.Scenarios;

/// <summary>Durations that are drawn.</summary>
public sealed class DurationDrawTests
{
    private const int Draws = 20_000;

    [Fact]
    public void AFixedOne_IsTheSameEachTime() => Drawn(new DurationDraw.Fixed(TimeSpan.FromMilliseconds(7))).ShouldAllBe(ms => ms == 7);

    [Fact]
    public void AUniformOne_LiesBetweenItsBounds_AroundTheirMiddle()
    {
        var drawn = Drawn(new DurationDraw.Uniform(TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(30)));

        drawn.ShouldAllBe(ms => ms >= 10 && ms <= 30);
        drawn.Average().ShouldBe(20, 0.3);
        drawn.Count(ms => ms < 15).ShouldBeInRange(Draws / 4 * 9 / 10, Draws / 4 * 11 / 10);
    }

    [Fact]
    public void AnExponentialOne_HasItsMean_AndAsManyAboveItAsItShould()
    {
        var drawn = Drawn(new DurationDraw.Exponential(TimeSpan.FromMilliseconds(20)));

        drawn.Average().ShouldBe(20, 1);
        ((double)drawn.Count(ms => ms > 20) / Draws).ShouldBe(Math.Exp(-1), 0.02);
        Drawn(new DurationDraw.Exponential(TimeSpan.FromHours(1))).Max().ShouldBe(3_600_000, "cut at an hour");
    }

    private static List<double> Drawn(DurationDraw draw)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Draws).Select(_ => draw.Next(random).TotalMilliseconds)];
    }
}
