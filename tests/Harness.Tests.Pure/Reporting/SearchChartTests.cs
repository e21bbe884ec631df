using Harness.Analysis.Results;
using Harness.Reporting;
using Harness.Reporting.Charts;
using Harness.Reporting.Charts.Plotting;
using Harness.Scenarios.Options;
using Harness.Tests.Pure.Thresholds;
using ScottPlot;
using ScottPlot.Plottables;

namespace Harness.Tests.Pure.Reporting;

/// <summary>The chart of a search for a threshold.</summary>
public sealed class SearchChartTests
{
    private static readonly RunSummary Run = new()
    {
        Scenario = "x",
        StartedAt = default,
        Verdict = Verdict.None,
        Complete = true,
        Trials =
        [
            ShareCurveTests.Trial(1, 90, 10, ("server.close.after", "10us")),
            ShareCurveTests.Trial(2, 6, 94, ("server.close.after", "40us")),
            ShareCurveTests.Trial(3, 0, 100, ("server.close.after", "100us")),
        ],
        Threshold = new()
        {
            Key = "server.close.after",
            Share = ThresholdShare.ServerTimeWait,
            AtMost = 0.05,
            Confidence = 0.95,
            LowerUs = 10,
            UpperUs = 100,
            Probes =
            [
                new(10, 100, 92, 0.8, 0.98, ProbeVerdict.Above),
                new(100, 100, 0, 0, 0.04, ProbeVerdict.Below),
                new(40, 100, 7, 0.02, 0.2, ProbeVerdict.Undecided),
            ],
        },
    };

    [Fact]
    public void TheLimit_BelongsToACurveOfItsOwn_WithTheSearchsIntervals_AndNoOthers()
    {
        var chart = Drawn();
        var searched = chart.Lines.Single(l => l.Name == "searched: server first or both");

        searched.Points.Select(p => p.Y).ShouldBe([92, 7, 0], "by delay, and with those that closed at once");
        searched.Marks.Select(m => (m.Low, m.High)).ShouldBe([(80, 98), (2, 20), (0, 4)]);
        chart.Lines.Except([searched]).SelectMany(l => l.Marks).ShouldAllBe(m => m.Low == m.High, "one kind of interval in one chart");
        chart.Subtitle.ShouldContain("the interval that the search judged by");
        chart.Subtitle.ShouldContain("The dotted line, 5 %, is for the curve \"searched: server first or both\"");
    }

    [Fact]
    public void AnUndecidedDelay_IsARing_InThePageAndInTheFile()
    {
        var chart = Drawn();
        var searched = chart.Lines.Single(l => l.Name.StartsWith("searched", StringComparison.Ordinal));

        searched.Marks.Select(m => m.IsOpen).ShouldBe([false, true, false]);
        searched.Marks[1].Words.ShouldEndWith("undecided");
        chart.Subtitle.ShouldContain("A ring: undecided.");
        var page = chart.Option()["series"]!.AsArray().Single(s => s!["name"]!.GetValue<string>() == searched.Name)!;
        page["data"]!.AsArray().Select(p => p!["symbol"]?.GetValue<string>()).ShouldBe([null, "emptyCircle", null]);
        using var plot = new ChartPlot(chart, new());
        plot.Plot.GetPlottables<Marker>().Select(m => (m.X, m.Shape))
            .ShouldBe([(Math.Log10(40), MarkerShape.FilledCircle), (Math.Log10(40), MarkerShape.OpenCircle)]);
    }

    [Fact]
    public void WithoutASearch_TheCurvesHaveTheirOwnIntervals()
    {
        var chart = ShareChart.Build(Records(Run with { Threshold = null }), Run with { Threshold = null }).ShouldHaveSingleItem();

        chart.Subtitle.ShouldContain("95 % interval");
        chart.Lines.ShouldAllBe(l => l.Marks.Any(m => m.High > m.Low));
        chart.Subtitle.ShouldNotContain("ring");
    }

    private static Chart Drawn() => ShareChart.Build(Records(Run), Run).ShouldHaveSingleItem();

    private static IReadOnlyList<TrialRecord> Records(RunSummary run) =>
        TrialRecord.Of(new RunRecord { Folder = "x", Samples = [], Summary = run });
}
