using Harness.Model.Measuring;

namespace Harness.Tests.Pure.Checking;

public sealed class RankSumTests
{
    [Theory]
    [InlineData(5, 5, 252)]
    [InlineData(6, 12, 18_564)]
    [InlineData(10, 10, 184_756)]
    [InlineData(1, 1, 2)]
    public void WhereAllAreLower_TheProbabilityIsOneOrderOfAll(int n, int m, int orders)
    {
        var (lower, higher) = (Enumerable.Range(0, n).Select(i => (double)i).ToList(), Enumerable.Range(100, m).Select(i => (double)i).ToList());

        RankSum.ProbabilityOfLower(lower, higher).ShouldBe(1.0 / orders, 1e-12);
        RankSum.Smallest(n, m).ShouldBe(1.0 / orders, 1e-12);
        RankSum.ProbabilityOfLower(higher, lower).ShouldBe(1, 1e-12);
    }

    /// <summary>The distribution of U for samples of 3 and 4, counted by hand: 1 1 2 3 4 4 5 4 4 3 2 1 1 of 35.</summary>
    [Fact]
    public void TheProbability_IsThatOfTheTables()
    {
        double[] higher = [10, 20, 30, 40];
        RankSum.ProbabilityOfLower([1, 2, 15], higher).ShouldBe(2 / 35.0, 1e-12);
        RankSum.ProbabilityOfLower([1, 15, 25], higher).ShouldBe(7 / 35.0, 1e-12);
    }

    [Fact]
    public void EqualValues_CountAgainstIt() => RankSum.ProbabilityOfLower([5, 5, 5], [5, 5, 5]).ShouldBe(1, 1e-12);

    [Fact]
    public void OfSamplesOfOneDistribution_NoMoreFallBelowTheAlarmThanStated()
    {
        var random = new Random(1);
        const int suites = 20_000;
        var alarms = Enumerable.Range(0, suites).Count(_ => RankSum.ProbabilityOfLower(Draw(6), Draw(12)) <= 0.01);

        alarms.ShouldBeLessThan((int)(suites * 0.0125));
        alarms.ShouldBeGreaterThan((int)(suites * 0.005), "the test is exact, not only careful");

        List<double> Draw(int n) => [.. Enumerable.Range(0, n).Select(_ => random.NextDouble())];
    }
}
