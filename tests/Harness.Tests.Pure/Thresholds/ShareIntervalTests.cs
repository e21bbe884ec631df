using Harness.Analysis.Statistics;

namespace Harness.Tests.Pure.Thresholds;

public sealed class ShareIntervalTests
{
    /// <summary>
    /// R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), table I, method 3.
    /// </summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Wilson_IsAsPublished(long hits, long of, double low, double high)
    {
        var interval = ShareInterval.Wilson(hits, of);

        interval.Low.ShouldBe(low, 0.00006);
        interval.High.ShouldBe(high, 0.00006);
    }

    [Fact]
    public void AllHits_MirrorNone_AndTheEndsAreExact()
    {
        var (none, all) = (ShareInterval.Wilson(0, 300), ShareInterval.Wilson(300, 300));

        (none.Low, all.High).ShouldBe((0, 1));
        all.Low.ShouldBe(1 - none.High, 1e-12);
    }

    [Fact]
    public void NothingCounted_SaysNothing() => ShareInterval.Wilson(0, 0).ShouldBe(new ShareInterval(0, 1));

    [Fact]
    public void MoreConfidence_IsWider()
    {
        var (usual, surer) = (ShareInterval.Wilson(10, 100), ShareInterval.Wilson(10, 100, 0.999));

        surer.Low.ShouldBeLessThan(usual.Low);
        surer.High.ShouldBeGreaterThan(usual.High);
    }

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.975, 1.959963985)]
    [InlineData(0.995, 2.575829304)]
    [InlineData(0.001, -3.090232306)]
    [InlineData(0.9999, 3.719016485)]
    [InlineData(0.000001, -4.753424309)]
    public void NormalQuantiles_AreAsInTables(double probability, double quantile) => Normal.Quantile(probability).ShouldBe(quantile, 1e-7);
}
