using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Harness.Analysis.Statistics;
using Perfolizer.Mathematics.SignificanceTesting.MannWhitney;

namespace Harness.Tests.Measuring;

/// <summary>Our Mann-Whitney test, against that of Perfolizer: its exact one is good for samples of up to 30.</summary>
public sealed class RankSumOracleTests
{
    private const int MostOfOracle = 30;

    // Few different values, for there are to be ties.
    private static readonly Gen<double> Values = Gen.Choose(0, 40).Select(n => (double)n);

    [Property]
    public Property TheTwoSidedProbability_IsThatOfPerfolizer() => Prop.ForAll(
        Samples(Gen.Choose(1, MostOfOracle)),
        s => Math.Abs(RankSum.ProbabilityOfDifference(s.One, s.Other) - Expected(s.One, s.Other)) <= 1e-12);

    [Property]
    public Property TheOneSidedProbability_IsThatOfPerfolizer() => Prop.ForAll(
        Samples(Gen.Choose(1, MostOfOracle)),
        s =>
        {
            var u = s.One.Sum(l => s.Other.Count(h => l >= h));
            return Math.Abs(RankSum.ProbabilityOfLower(s.One, s.Other) - Exact(s.One.Count, s.Other.Count, u)) <= 1e-12;
        });

    [Property]
    public Property TheInterval_InvertsTheTestOfPerfolizer() => Prop.ForAll(
        Gen.Choose(4, MostOfOracle).Two().ToArbitrary(),
        sizes =>
        {
            var (n, m) = sizes;
            var outside = RankSum.Outside(n, m, 0.05);
            return (outside == 0 || 2 * Exact(n, m, outside) <= 0.05) && 2 * Exact(n, m, outside + 1) > 0.05;
        });

    [Property(MaxTest = 20)]
    public Property LargeSamples_AreApproximatedAsByPerfolizer() => Prop.ForAll(
        Samples(Gen.Choose(101, 200), Gen.Choose(0, 1_000_000_000).Select(n => (double)n)),
        s => Math.Abs(RankSum.ProbabilityOfDifference(s.One, s.Other) - Math.Min(1, 2 * Approximate(s.One, s.Other))) <= 0.002);

    [Fact]
    public void LargeSamples_OfEqualValues_AreNotDistinguishable()
    {
        double[] same = [.. Enumerable.Repeat(1.0, 150)];

        RankSum.ProbabilityOfDifference(same, same).ShouldBe(1);
    }

    // The formula of R's wilcox.test(x, y, exact = FALSE, correct = TRUE).
    [Fact]
    public void LargeSamples_WithTies_AreJudgedByANarrowerDistribution()
    {
        double[] one = [.. Enumerable.Range(0, 150).Select(i => (double)(i % 3))];
        double[] other = [.. Enumerable.Range(0, 150).Select(i => (double)(Math.Min(2, (i % 3) + (i % 6 == 0 ? 1 : 0))))];

        // 50, 50, 50 against 25, 75, 50 of the values 0, 1, 2.
        var u = (50 * (125 + 12.5)) + (50 * (50 + 37.5)) + (50 * 25.0);
        var ties = new[] { 75.0, 125, 100 }.Sum(t => (t * t * t) - t);
        var expected = Probability(301 - (ties / (300.0 * 299)));

        RankSum.ProbabilityOfDifference(one, other).ShouldBe(expected, 1e-12);
        expected.ShouldBeLessThan(0.9 * Probability(301));

        double Probability(double factor) =>
            2 * Normal.Probability((Math.Min(u, 22_500 - u) + 0.5 - 11_250) / Math.Sqrt(150 * 150 / 12.0 * factor));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 7)]
    [InlineData(30, 30)]
    [InlineData(100, 100)]
    public void TheSmallestProbability_IsThatOfNoOverlap(int n, int m)
    {
        List<double> lower = [.. Enumerable.Range(0, n).Select(i => (double)i)];
        List<double> higher = [.. Enumerable.Range(1000, m).Select(i => (double)i)];

        RankSum.ProbabilityOfLower(lower, higher).ShouldBe(RankSum.Smallest(n, m), 1e-12 * RankSum.Smallest(n, m));
    }

    private static Arbitrary<Pair> Samples(Gen<int> sizes, Gen<double>? values = null) =>
        (from n in sizes
         from m in sizes
         from one in (values ?? Values).ListOf(n)
         from other in (values ?? Values).ListOf(m)
         select new Pair([.. one], [.. other])).ToArbitrary();

    // Ties count half to each side, rounded up.
    private static double Expected(List<double> one, List<double> other) =>
        Math.Min(1, 2 * Exact(one.Count, other.Count, (int)Math.Ceiling(Least(one, other))));

    private static double Approximate(List<double> one, List<double> other) =>
        MannWhitneyEdgeworthApproxCdf.Instance.Cdf(one.Count, other.Count, (int)Math.Ceiling(Least(one, other)) + 1);

    private static double Least(List<double> one, List<double> other)
    {
        var u = one.Sum(a => other.Sum(b => a < b ? 1 : a == b ? 0.5 : 0));
        return Math.Min(u, (one.Count * other.Count) - u);
    }

    // P(U <= u); the library's function is P(U < u).
    private static double Exact(int n, int m, int u) => MannWhitneyLoefflerExactCdf.Instance.Cdf(n, m, u + 1);

    private sealed record Pair(List<double> One, List<double> Other);
}
