using Harness.Analysis.Comparing;
using Harness.Analysis.Results;
using Harness.Analysis.Words;
using Harness.Cli.Terminal;
using Harness.Reporting.Pages;
using Harness.Scenarios.Options;
using Harness.Tests.Pure.Terminal;

namespace Harness.Tests.Pure.Comparing;

/// <summary>What few runs can tell, and what they cannot.</summary>
public sealed class FewRunsTests
{
    [Fact]
    public void OneRunEach_IsSaidNotToBeTested_AndNotToBeAlike()
    {
        var comparison = Compare(ExampleSource.Of("a", 652, 1000, 900), ExampleSource.Of("b", 0, 1000, 1900));
        var screen = Screen.Of(console => ComparisonView.Print(console, comparison, "report"));
        var page = ComparisonPage.Render(comparison);

        foreach (var text in new[] { screen.Words, page })
        {
            text.ShouldContain("not tested (one run each): ");
            text.ShouldContain("Differences were not tested (one run each).");
            text.ShouldNotContain("not distinguishable");
        }

        screen.Text.ShouldNotContain("~");
        page.ShouldContain("<td>not tested</td>");
        comparison.Tests.RunsForHolm.ShouldBeNull("nothing was tested that could be corrected");
    }

    [Fact]
    public void AFigureThatWasTestedInVain_HasItsMark_AndTheMarkIsExplained()
    {
        double[] alike = [900, 910, 920, 930, 940];
        var comparison = Compare(ExampleSource.Of("a", 1000, 1000, alike), ExampleSource.Of("b", 0, 1000, alike));
        var screen = Screen.Of(console => ComparisonView.Print(console, comparison, "report"));

        screen.Words.ShouldContain("920/s 920/s ~");
        Screen.Of(console => ComparisonView.Print(console, comparison, "report"), width: 140).Words.ShouldContain("/s) ~");
        screen.Lines.ShouldContain("  ~: these runs cannot tell it from the first");
    }

    [Theory]
    [InlineData(4, 1, 4)]
    [InlineData(5, 6, 5)]
    [InlineData(5, 7, 6)]
    [InlineData(5, 86, 8)]
    public void WhatHolmsCorrectionNeeds_IsTheFewestRunsWhoseLeastPValueIsSmallEnough(int runs, int tests, int expected)
    {
        // Two of all orders of 2 n values are as far apart as can be.
        double least(int n) => 2 / Enumerable.Range(1, n).Aggregate(1.0, (ways, i) => ways * (n + i) / i);
        DifferenceTest.Least(runs, runs).ShouldBe(least(runs), 1e-12);
        (least(expected) <= DifferenceTest.Level / tests).ShouldBeTrue();
        (expected == runs || least(expected - 1) > DifferenceTest.Level / tests).ShouldBeTrue();
    }

    [Fact]
    public void WhereNoFigureCouldHoldAfterHolm_TheRepeatThatCanIsNamed_AndWithItOneDoes()
    {
        var few = Many(runs: 4);
        few.Tests.MarkedAfterHolm.ShouldBe(0);
        var enough = few.Tests.RunsForHolm.ShouldNotBeNull();
        ComparisonText.Tests(few).ShouldContain(
            $"4 runs each are too few for Holm's correction for {few.Tests.Tested} tests; use --repeat {enough}.");

        Many(enough - 1).Tests.MarkedAfterHolm.ShouldBe(0);
        var many = Many(enough);
        many.Tests.Tested.ShouldBe(few.Tests.Tested);
        many.Tests.MarkedAfterHolm.ShouldBeGreaterThan(0);
        many.Tests.RunsForHolm.ShouldBeNull();
        ComparisonText.Tests(many).ShouldContain("of these hold after Holm's correction");
    }

    [Fact]
    public void AMatrix_AndTheTableBelowIt_StateOneShare_TheMedianOfTheTrials()
    {
        SubjectSource source = new(
            "immediately",
            new SortedDictionary<string, string>(StringComparer.Ordinal) { ["server.close"] = "immediately" },
            [.. new[] { 900, 975, 980 }.Select(server => ExampleSource.Run("x", server, 1000, 100))]);
        var comparison = Comparer.Compare([source], [new SweepAxis("server.close", ["immediately"])], default, isComplete: true);
        var page = ComparisonPage.Render(comparison);

        comparison.Subjects[0].ServerShare.ShouldBe(0.975);
        page.ShouldContain("""<td style="--s:97.5%"><b>97.5 % server</b><span>975 / 25</span></td>""");
        page.ShouldContain("97.5 % (90 % to 98 %)");
        page.ShouldContain("below it those that server and client entered: medians of the");
        page.ShouldNotContain("95.17");
    }

    // The first policy is half as fast as each of the others, whose figures of speed are tested.
    private static Comparison Many(int runs) => Compare(
        [.. Enumerable.Range(0, 8).Select(s => ExampleSource.Of(
            $"s{s}", 1000, 1000, Enumerable.Range(0, runs).Select(r => (s == 0 ? 100.0 : 200) + r)))]);

    private static Comparison Compare(params SubjectSource[] sources) => Comparer.Compare(sources, [], default, isComplete: true);
}
