using FsCheck;
using FsCheck.Xunit;
using Harness.Analysis.Catalogue;
using Harness.Analysis.Comparing;
using Harness.Analysis.Results;
using Harness.Tests.Pure.Measuring;

namespace Harness.Tests.Pure.Comparing;

public sealed class DifferenceTestTests
{
    private static readonly double[] Low = [10, 11, 12, 13, 14];
    private static readonly double[] High = [20, 21.5, 22, 23, 24];

    [Fact]
    public void FiveRunsThatDoNotOverlap_HaveTheExactPValue_AndAnIntervalThatLeavesTheOuterTwoPairsOut()
    {
        var d = DifferenceTest.Judge(Low, High, false, Direction.Lower);

        // Two of the 252 ways to order ten values are as far apart.
        d.PValue.ShouldNotBeNull().ShouldBe(2.0 / 252, 1e-12);
        d.Mark.ShouldBe(DifferenceMark.Worse);
        d.Estimate.ShouldBe(10, 0.5);
        // wilcox.test(conf.int = TRUE) of R drops the 2 smallest and the 2 largest of 25 differences at n = m = 5.
        var differences = High.SelectMany(h => Low.Select(l => h - l)).Order().ToList();
        (d.Low, d.High).ShouldBe((differences[2], differences[22]));
        d.Exact.ShouldBeFalse();
    }

    [Theory]
    [InlineData(Direction.Lower, DifferenceMark.Worse, DifferenceMark.Better)]
    [InlineData(Direction.Higher, DifferenceMark.Better, DifferenceMark.Worse)]
    [InlineData(Direction.Neither, DifferenceMark.Different, DifferenceMark.Different)]
    public void TheMark_FollowsTheDirection(Direction better, DifferenceMark up, DifferenceMark down)
    {
        DifferenceTest.Judge(Low, High, false, better).Mark.ShouldBe(up);
        DifferenceTest.Judge(High, Low, false, better).Mark.ShouldBe(down);
    }

    [Fact]
    public void CountsThatAreTheSameInEveryRun_AreExact_WithoutATest()
    {
        var d = DifferenceTest.Judge([1000, 1000], [0, 0], true, Direction.Lower);

        (d.Exact, d.Estimate, d.Low, d.High, d.PValue, d.Mark).ShouldBe((true, -1000, -1000, -1000, null, DifferenceMark.Better));
        DifferenceTest.Judge([0, 0], [0, 0], true, Direction.Lower).Mark.ShouldBe(DifferenceMark.Same);
    }

    [Theory]
    [InlineData(1, "not tested (one run each)")]
    [InlineData(3, "not tested (3 runs each)")]
    public void SoFewRunsThatNoResultCouldTell_AreNotTested(int runs, string why)
    {
        var d = DifferenceTest.Judge(Low[..runs], High[..runs], false, Direction.Lower);

        (d.Mark, d.PValue, d.Low, d.Why).ShouldBe((DifferenceMark.NotDistinguishable, null, null, why));
    }

    [Fact]
    public void FourRuns_AreEnoughToTellThatTheyDoNotOverlap() =>
        DifferenceTest.Judge(Low[..4], High[..4], false, Direction.Lower).Mark.ShouldBe(DifferenceMark.Worse);

    [Fact]
    public void OneRun_IsNeverExact() => DifferenceTest.Judge([1000], [0], true, Direction.Lower).Exact.ShouldBeFalse();

    /// <summary>With ties: what B is to A, A is not to B.</summary>
    [Property(MaxTest = 500)]
    public void SwappingTheTwo_FlipsTheMark_TheEstimateAndTheInterval(
        NonEmptyArray<byte> first, NonEmptyArray<byte> second, byte shift, bool mayBeExact)
    {
        double[] a = [.. first.Get.Take(7).Select(v => v % 6.0)];
        double[] b = [.. second.Get.Take(7).Select(v => (v % 6.0) + (3 * (shift % 4)))];
        var there = DifferenceTest.Judge(a, b, mayBeExact, Direction.Lower);
        var back = DifferenceTest.Judge(b, a, mayBeExact, Direction.Lower);

        back.Mark.ShouldBe(there.Mark switch
        {
            DifferenceMark.Better => DifferenceMark.Worse,
            DifferenceMark.Worse => DifferenceMark.Better,
            var same => same,
        });
        (back.Estimate, back.Low, back.High).ShouldBe((-there.Estimate, -there.High, -there.Low));
        back.PValue.HasValue.ShouldBe(there.PValue.HasValue);
        if (there.PValue is { } p)
        {
            back.PValue.ShouldNotBeNull().ShouldBe(p, 1e-9);
        }
    }

    /// <summary>Of samples of one distribution, which come in every order as often, no more than one in twenty may be told apart.</summary>
    [Fact]
    public void SamplesOfOneDistribution_AreSeldomToldApart()
    {
        var marks = Orders.Of(5, 5).Select(order => DifferenceTest.Judge(order.Lower, order.Higher, false, Direction.Lower).Mark)
            .ToList();

        marks.Count.ShouldBe(252);
        marks.Count(mark => mark != DifferenceMark.NotDistinguishable).ShouldBeInRange(2, 252 / 20);
        marks.Count(mark => mark == DifferenceMark.Better).ShouldBe(marks.Count(mark => mark == DifferenceMark.Worse));
    }
}
