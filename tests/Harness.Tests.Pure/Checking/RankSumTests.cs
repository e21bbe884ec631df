using FsCheck;
using FsCheck.Xunit;
using Harness.Analysis.Statistics;
using Harness.Tests.Pure.Measuring;

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
        var lower = Enumerable.Range(0, n).Select(i => (double)i).ToList();
        var higher = Enumerable.Range(100, m).Select(i => (double)i).ToList();

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

    /// <summary>
    /// Of one distribution every order of both samples is as likely as any other; a check compares 6 rounds with the 12 of its baseline.
    /// </summary>
    [Fact]
    public void OfSamplesOfOneDistribution_NoMoreFallBelowTheAlarmThanStated()
    {
        var all = Orders.Of(6, 12).Select(order => RankSum.ProbabilityOfLower(order.Lower, order.Higher)).ToList();

        var alarms = all.Count(p => p <= 0.01) / (double)all.Count;

        all.Count.ShouldBe(18_564);
        alarms.ShouldBeInRange(0.009, 0.01, "the test is exact, not only careful");
    }

    /// <summary>What the test states is how many of all orders are as far apart as this one, or further: counted here one by one.</summary>
    [Property(MaxTest = 50)]
    public void TheProbability_IsTheShareOfOrdersThatAreAsFarApart(byte lower, byte higher, ushort which)
    {
        var orders = Orders.Of(1 + (lower % 5), 1 + (higher % 5)).ToList();
        var seen = orders[which % orders.Count];

        RankSum.ProbabilityOfLower(seen.Lower, seen.Higher)
            .ShouldBe(orders.Count(o => Exceeding(o.Lower, o.Higher) <= Exceeding(seen.Lower, seen.Higher)) / (double)orders.Count, 1e-12);
    }

    [Property]
    public void EqualValues_NeverMakeItSurer_ThanAnyOrderOfThemWould(NonEmptyArray<byte> lower, NonEmptyArray<byte> higher)
    {
        // Few values, so that many are equal.
        double[] low = [.. lower.Get.Take(8).Select(v => v % 4.0)];
        double[] high = [.. higher.Get.Take(8).Select(v => v % 4.0)];

        var tied = RankSum.ProbabilityOfLower(low, high);

        tied.ShouldBeGreaterThanOrEqualTo(RankSum.ProbabilityOfLower([.. low.Select(v => v - 0.5)], high));
        tied.ShouldBe(RankSum.ProbabilityOfLower([.. low.Select(v => v + 0.5)], high), 1e-12);
        tied.ShouldBeInRange(RankSum.Smallest(low.Length, high.Length) * (1 - 1e-12), 1);
    }

    private static int Exceeding(double[] lower, double[] higher) => lower.Sum(l => higher.Count(h => l > h));
}
