using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Harness.Analysis.Statistics;
using Oracle = MathNet.Numerics.Distributions.Normal;

namespace Harness.Tests.Measuring;

/// <summary>The normal distribution, against that of Math.NET.</summary>
public sealed class NormalTests
{
    [Property]
    public Property QuantilesAreThoseOfMathNet() => Prop.ForAll(
        Gen.Choose(1, 999_999_999).Select(n => n / 1e9).ToArbitrary(),
        p => Math.Abs(Normal.Quantile(p) - Oracle.InvCDF(0, 1, p)) <= 2e-9 * Math.Max(1, Math.Abs(Oracle.InvCDF(0, 1, p))));

    [Property]
    public Property ProbabilitiesAreThoseOfMathNet_FarOutToo() => Prop.ForAll(
        Gen.Choose(-37_000_000, 37_000_000).Select(n => n / 1e6).ToArbitrary(),
        x => Math.Abs(Normal.Probability(x) - Oracle.CDF(0, 1, x)) <= 1e-11 * Oracle.CDF(0, 1, x));

    [Fact]
    public void QuantileAndProbability_AreTheInverseOfEachOther() =>
        new[] { 1e-12, 1e-5, 0.025, 0.2, 0.5, 0.7, 0.975, 0.99999 }
            .ShouldAllBe(p => Math.Abs(Normal.Probability(Normal.Quantile(p)) - p) < 1e-7 * p);
}
