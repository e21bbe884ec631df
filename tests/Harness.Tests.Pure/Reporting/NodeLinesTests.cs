using System.Text.Json.Nodes;
using Harness.Reporting;
using Harness.Reporting.Charts;
using Harness.Reporting.Charts.Plotting;
using Harness.Scenarios.Options;
using ScottPlot.Plottables;
using Line = Harness.Reporting.Charts.Line;

namespace Harness.Tests.Pure.Reporting;

/// <summary>Charts of a tier with several nodes: its line, with its nodes behind it.</summary>
public sealed class NodeLinesTests
{
    [Fact]
    public void TheRateOfSeveralClients_IsThatOfEachAdded()
    {
        var rate = Completed(SeveralNodes.Trial(3));

        rate.Parts.Select(p => p.Name).ShouldBe(["client-1", "client-2", "client-3"]);
        foreach (var (index, point) in rate.Points.Index())
        {
            rate.Parts.Sum(p => p.Points[index].Y).ShouldBe(point.Y, tolerance: 0.3);
        }
    }

    [Fact]
    public void OneNode_IsItsTiersLine_AndNothingStandsBehindIt()
    {
        var trial = SeveralNodes.Trial(1);
        Chart[] charts = [TimeWaitChart.Build(trial), StatesChart.Build(trial, Tier.Client)!, RateChart.Build(trial)!];

        charts.SelectMany(c => c.Lines).ShouldAllBe(l => l.Parts.Count == 0 && l.PartsReach.Count == 0);
        charts.ShouldAllBe(c => !c.Subtitle.Contains("node", StringComparison.Ordinal));
        charts.ShouldAllBe(c => c.Option()["tooltip"]!["formatter"] == null);
    }

    [Fact]
    public void UpToEightNodes_AreThinLinesBehindTheirTiers_AndMoreAreABand()
    {
        var (few, many) = (Snapshot(SeveralNodes.Trial(8)), Snapshot(SeveralNodes.Trial(9)));

        few.Parts.Select(p => (p.Name, p.Max)).ShouldBe(Enumerable.Range(1, 8).Select(i => ($"client-{i}", i * 990.0)));
        few.Parts.ShouldAllBe(p => p.IsThin && p.Colour == few.Colour && p.Stroke == few.Stroke && !p.Filled);
        (few.PartsReach.Count, many.Parts.Count).ShouldBe((0, 0));
        (many.PartsReach[^1].Low, many.PartsReach[^1].High).ShouldBe((990, 9 * 990));
        many.PartsReach.Select(r => r.X).ShouldBeInOrder();
        TimeWaitChart.Build(SeveralNodes.Trial(8)).Subtitle.ShouldContain("Thin: each node by itself.");
        TimeWaitChart.Build(SeveralNodes.Trial(9)).Subtitle.ShouldContain("Pale band: from the node with the least");
    }

    [Fact]
    public void OtherStates_HaveTheirNodesInSteps()
    {
        var line = StatesChart.Build(SeveralNodes.Trial(2), Tier.Client)!.Lines.ShouldHaveSingleItem();

        line.Max.ShouldBe(300);
        line.Parts.Select(p => (p.Max, p.IsStepped)).ShouldBe([(100, true), (200, true)]);
    }

    [Fact]
    public void AllPartsTogether_HaveNoMorePointsThanALine()
    {
        Point[] points = [.. Enumerable.Range(0, 50_000).Select(i => new Point(i, i % 7))];

        var few = NodeLines.Behind(new("a", "client", points), [.. Enumerable.Range(1, 4).Select(n => Node(n, points))]);
        var many = NodeLines.Behind(new("a", "client", points), [.. Enumerable.Range(1, 20).Select(n => Node(n, points))]);

        few.Parts.Sum(p => p.Points.Count).ShouldBeLessThanOrEqualTo(Thinning.MostPoints);
        many.PartsReach.Count.ShouldBeLessThanOrEqualTo(Thinning.MostPoints);
        (many.PartsReach[0].X, many.PartsReach[^1].X).ShouldBe((0, 49_999));
        many.PartsReach[5].ShouldBe(many.PartsReach[5] with { Low = 0, High = 6 });

        static (string Name, IReadOnlyList<Point> Points) Node(int number, IReadOnlyList<Point> points) => ($"client-{number}", points);
    }

    [Fact]
    public void InThePage_ANodeGoesWithItsTiersEntryInTheLegend_AndIsNamedByItsId()
    {
        var option = TimeWaitChart.Build(SeveralNodes.Trial(2)).Option();

        var series = Series(option).Where(s => s["name"]!.GetValue<string>() == "client: in TIME_WAIT").ToList();
        series.Select(s => s["id"]?.GetValue<string>())
            .ShouldBe([null, "client-1: client: in TIME_WAIT", "client-2: client: in TIME_WAIT"]);
        option["legend"]!["data"]!.AsArray().Select(n => n!.GetValue<string>()).ShouldBeUnique();
        option["tooltip"]!["formatter"]!.GetValue<string>().ShouldBe("@parts");
    }

    [Fact]
    public void InThePage_ABandIsTheMostStackedOnTheLeast()
    {
        var band = Series(TimeWaitChart.Build(SeveralNodes.Trial(9)).Option()).Where(s => s["stack"] is not null).ToList();

        band.Select(s => s["areaStyle"]!["opacity"]!.GetValue<double>() > 0).ShouldBe([false, true]);
        band.Sum(s => s["data"]!.AsArray()[^1]![1]!.GetValue<double>()).ShouldBe(9 * 990);
    }

    [Theory]
    [InlineData(3, 3, 0)]
    [InlineData(9, 0, 1)]
    public void InTheFile_TheyAreBelowTheLines_AndNotInTheLegend(int clients, int thin, int bands)
    {
        var chart = TimeWaitChart.Build(SeveralNodes.Trial(clients));

        using var drawn = new ChartPlot(chart, new());

        var lines = drawn.Plot.GetPlottables<Scatter>().ToList();
        lines.Take(thin).ShouldAllBe(s => s.LineWidth == 1 && s.LegendText == "");
        lines.Skip(thin).Select(s => s.LegendText).ShouldBe(chart.Lines.Select(l => l.Name));
        drawn.Plot.GetPlottables<FillY>().Count().ShouldBe(bands);
        drawn.Plot.Legend.GetItems().Select(i => i.LabelText).ShouldBe(chart.Lines.Select(l => l.Name));
    }

    private static Line Completed(TrialRecord trial) => RateChart.Build(trial)!.Lines.Single(l => l.Name == "completed");

    private static Line Snapshot(TrialRecord trial) => TimeWaitChart.Build(trial).Lines.Single(l => l.Name == "client: in TIME_WAIT");

    private static IEnumerable<JsonNode> Series(JsonObject option) => option["series"]!.AsArray().Select(s => s!);
}
