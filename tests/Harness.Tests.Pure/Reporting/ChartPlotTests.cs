using Harness.Analysis.Results;
using Harness.Reporting.Charts.Plotting;
using Harness.Reporting.Charts;
using Harness.Tests.Pure.Reporting;
using Harness.Tests.Pure.Thresholds;
using Line = Harness.Reporting.Charts.Line;
using Palette = Harness.Reporting.Charts.Palette;
using ScottPlot.Plottables;
using ScottPlot;

namespace Harness.Tests.Reporting;

/// <summary>What ScottPlot is told to draw of each chart.</summary>
public sealed class ChartPlotTests : IDisposable
{
    private readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void EveryLineOfEveryChart_IsDrawnWithItsNameItsColourAndItsDashes()
    {
        var charts = Charts(ExampleRun.ClientFirstDrained());
        charts.Select(c => c.Id).ShouldBe(["time_wait", "rate", "latency"]);
        foreach (var chart in charts)
        {
            using var drawn = new ChartPlot(chart, new());

            Lines(drawn).Select(s => (s.LegendText, s.Color.ToHex()[..7], s.LinePattern.Name))
                .ShouldBe(chart.Lines.Select(l => (l.Name, Palette.Light[l.Colour], l.Stroke.ToString())), chart.Id);
            Lines(drawn).ShouldAllBe(s => s.MarkerSize == 0);
            Lines(drawn).SelectMany(s => s.Data.GetScatterPoints()).ShouldAllBe(p => double.IsFinite(p.X) && double.IsFinite(p.Y));
            drawn.Plot.Legend.GetItems().Select(i => i.LabelText).ShouldContain(chart.Lines[0].Name);
        }
    }

    [Fact]
    public void TimeWait_HasItsPhasesItsLimitAndItsAxes()
    {
        var chart = Charts(ExampleRun.ClientFirstDrained())[0];

        using var drawn = new ChartPlot(chart, new());

        drawn.Plot.GetPlottables<HorizontalSpan>().Select(s => (s.X1, s.X2))
            .ShouldBe(chart.Bands!.Where(b => b.IsTinted).Select(b => (b.From, b.To)));
        drawn.Plot.GetPlottables<Text>().ShouldBeEmpty("names of phases stand below the axis");
        var limit = drawn.Plot.GetPlottables<HorizontalLine>().ShouldHaveSingleItem();
        (limit.Position, limit.Color.ToHex()).ShouldBe((28_232, Palette.Light["bad"]));
        limit.LegendText.ShouldBe("28,232 client ports for one destination");
        var limits = drawn.Plot.Axes.GetLimits();
        limits.Right.ShouldBe(((Axis.Time)chart.X).End);
        limits.Top.ShouldBeGreaterThan(28_232);
        drawn.Plot.Axes.Bottom.Label.Text.ShouldBe("seconds since sampling began");
        Lines(drawn).Single(s => s.LegendText == "client: entered").Color.Alpha.ShouldBe((byte)102);
    }

    [Fact]
    public void Latency_IsOnPowersOfTen_AndNamesItsPercentiles()
    {
        var chart = Charts(ExampleRun.ServerFirst()).Single(c => c.Id == "latency");

        using var drawn = new ChartPlot(chart, new());

        Ys(Lines(drawn)[0]).ShouldBe(chart.Lines[0].Points.Select(p => Math.Log10(p.Y)));
        Ticks(drawn, p => p.Axes.Bottom).Select(t => t.Label).ShouldBe(((Axis.Names)chart.X).Words);
        var limits = drawn.Plot.Axes.GetLimits();
        Ticks(drawn, p => p.Axes.Left).Select(t => t.Label)
            .ShouldBeSubsetOf(["0.1 µs", "1 µs", "10 µs", "100 µs", "1 ms", "10 ms", "100 ms", "1 s"]);
        Ticks(drawn, p => p.Axes.Left).Select(t => t.At)
            .ShouldBe(Enumerable.Range((int)limits.Bottom, (int)(limits.Top - limits.Bottom) + 1).Select(p => (double)p));
    }

    [Fact]
    public void Shares_HaveTheirIntervals_ZeroAtTheLeft_AndWholeMarksAtTheEnds()
    {
        TrialSummary[] trials =
        [
            ShareCurveTests.Trial(1, 90, 10, ("server.close.after", "0us")),
            ShareCurveTests.Trial(2, 40, 60, ("server.close.after", "100us")),
            ShareCurveTests.Trial(3, 0, 100, ("server.close.after", "10ms")),
        ];
        var chart = ShareChart.Build(BareTrials.Records(trials), BareTrials.Run(trials)).ShouldHaveSingleItem();

        using var drawn = new ChartPlot(chart, new());

        var server = Lines(drawn).Single(s => s.LegendText == "server first");
        Xs(server).ShouldBe([Math.Log10(20), 2, 4]);
        Ys(server).ShouldBe([90, 40, 0]);
        Lines(drawn).Where(s => s.MarkerSize > 0).Select(s => s.LegendText).ShouldBe(["server first", "client first"]);
        drawn.Plot.GetPlottables<LinePlot>().Select(l => (l.Start.X, l.Start.Y, l.End.X, l.End.Y)).ShouldContain((2, 30.94, 2, 49.8));
        drawn.Plot.GetPlottables<LinePlot>().Count().ShouldBe(6, "an interval at each point of both lines");
        Ticks(drawn, p => p.Axes.Bottom).ShouldBe([(Math.Log10(20), "0"), (2, "100 µs"), (3, "1 ms"), (4, "10 ms")]);
        var limits = drawn.Plot.Axes.GetLimits();
        (limits.Left < Math.Log10(20), limits.Right > 4, limits.Bottom < 0, limits.Top > 100).ShouldBe((true, true, true, true));
    }

    [Fact]
    public void ConnectByPortsHeld_HasItsAxisInPercent_AndAPointAtEachMark_WithoutAnInterval()
    {
        var trial = new TrialSummary
        {
            ConnectByOccupancy = new()
            {
                Points = [new(0, 0.05, 900, 100, 200), new(0.5, 0.55, 800, 1000, 2000), new(0.95, 1, 10, 10_000, 20_000)],
            },
        };
        var chart = RunCharts.Of(BareTrials.Records([trial])[0]).Single(c => c.Id == "occupancy");

        using var drawn = new ChartPlot(chart, new());

        drawn.Plot.Axes.Bottom.Label.Text.ShouldBe("share of the client's ports that TIME_WAITs hold, percent");
        drawn.Plot.Axes.GetLimits().ShouldBe(new AxisLimits(0, 100, 2, 5));
        Lines(drawn).Select(s => (s.LegendText, s.LinePattern.Name, s.MarkerSize > 0))
            .ShouldBe([("median", "Solid", true), ("90th percentile", "Dashed", false)]);
        drawn.Plot.GetPlottables<Markers>().ShouldHaveSingleItem("those of the dashed line").MarkerSize.ShouldBeGreaterThan(0);
        Xs(Lines(drawn)[0]).ShouldBe([2.5, 52.5, 97.5]);
        Ys(Lines(drawn)[0]).ShouldBe([2, 3, 4]);
        drawn.Plot.GetPlottables<LinePlot>().ShouldBeEmpty();
    }

    [Fact]
    public void Trials_AreBarsThatLie_OneAfterTheOther_UpToAHundred()
    {
        TrialSummary[] trials =
            [ShareCurveTests.Trial(1, 90, 10, ("client.like", "ab")), ShareCurveTests.Trial(2, 0, 100, ("client.like", "curl"))];

        using var drawn = new ChartPlot(TrialsChart.Build(BareTrials.Records(trials)), new());

        var series = drawn.Plot.GetPlottables<BarPlot>().ToList();
        series.Select(s => (s.LegendText, s.Bars[0].FillColor.ToHex()))
            .ShouldBe([("server first", Palette.Light["server"]), ("client first", Palette.Light["client"])]);
        series[0].Bars.Select(b => (b.Position, b.ValueBase, b.Value)).ShouldBe([(0, 0, 90), (1, 0, 0)]);
        series[1].Bars.Select(b => (b.Position, b.ValueBase, b.Value)).ShouldBe([(0, 90, 100), (1, 0, 100)]);
        Ticks(drawn, p => p.Axes.Left).ShouldBe([(0, "ab"), (1, "curl")]);
        drawn.Plot.Axes.GetLimits().ShouldBe(new AxisLimits(0, 100, 1.5, -0.5), "the first at the top");
    }

    [Fact]
    public void Capacities_AreBarsFromZeroWithTheirNumbers_ThatDoNotTouchHoweverManyLieThere()
    {
        TrialSummary[] trials =
        [
            .. Enumerable.Range(1, 50).Select(n => ShareCurveTests.Trial(n, 100 * n, 0, ("client.copies", $"{n}")) with
            {
                Connections = new() { Completed = 100 * n, Failed = 1 },
            }),
        ];
        var chart = CapacityChart.Build(BareTrials.Records(trials))!;

        using var drawn = new ChartPlot(chart, new());

        var bars = drawn.Plot.GetPlottables<BarPlot>().ShouldHaveSingleItem().Bars;
        bars.Select(b => (b.Position, b.ValueBase, b.Value))
            .ShouldBe(Enumerable.Range(0, 50).Select(n => ((double)n, 0.0, 100.0 * (n + 1))));
        bars.ShouldAllBe(b => b.Size <= 0.8);
        bars[^1].Label.ShouldBe("5,000");
        drawn.Height.ShouldBeGreaterThan(50 * 34);
        drawn.Plot.Axes.GetLimits().Right.ShouldBeGreaterThan(5_500, "room for the number beside the longest bar");
    }

    [Fact]
    public void ALine_EndsAtTheFirstPointBeyondItsAxis()
    {
        var chart = new Chart("x", "", "", new Axis.Time(1.5), new Axis.Counts("things"))
        {
            Lines = [new Line("a", "server", [.. Enumerable.Range(0, 60).Select(n => new Harness.Reporting.Charts.Point(n, n))])],
        };

        using var drawn = new ChartPlot(chart, new());

        Xs(Lines(drawn).ShouldHaveSingleItem()).ShouldBe([0, 1, 2]);
    }

    [Fact]
    public void BothSidesOfAPolicy_LieBesideEachOther()
    {
        var chart = new Chart("comparison", "Who", "", new Axis.Counts("things"), new Axis.Names(["a", "b"]))
        {
            Bars = [new Bars("server", "server", [1000, 0]), new Bars("client", "client", [null, 900])],
        };

        using var drawn = new ChartPlot(chart, new());

        var places = drawn.Plot.GetPlottables<BarPlot>().SelectMany(s => s.Bars).ToList();
        places.Select(b => b.Value).ShouldBe([1000, 0, 900], "one was not measured");
        places[0].Position.ShouldBeLessThan(0);
        (places[2].Position - places[1].Position).ShouldBeGreaterThanOrEqualTo(places[1].Size - 1e-9);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1.05)]
    [InlineData(1000, 1050)]
    public void CountsBeginAtZero_AndHaveHeadroom(double most, double top)
    {
        var chart = new Chart("x", "", "", new Axis.Time(1), new Axis.Counts("things"))
        {
            Lines = [new Line("a", "server", [new(0, 0), new(1, most)])],
        };

        var axis = LinearAxis.Upwards(chart);

        (axis.Min, axis.Ticks.Count).ShouldBe((0, 0));
        axis.Max.ShouldBe(top, 1e-9);
    }

    [Fact]
    public void DurationsOfOneValue_StillHaveAnAxisWithLength()
    {
        var axis = LinearAxis.Of(new Axis.Durations(), [100], 1);

        (axis.Min, axis.Max).ShouldBe((2, 3));
        axis.At(1000).ShouldBe(3);
        LinearAxis.Of(new Axis.Durations(), [], 1).Max.ShouldBe(1);
    }

    [Fact]
    public void DelaysWithoutZero_HaveNoZero() =>
        LinearAxis.Of(new Axis.Delays(100, 1000, HasZero: false), [], 1).Ticks.Select(t => t.Label).ShouldBe(["100 µs", "1 ms"]);

    private static List<Scatter> Lines(ChartPlot drawn) => [.. drawn.Plot.GetPlottables<Scatter>()];

    private static IEnumerable<double> Xs(Scatter line) => line.Data.GetScatterPoints().Select(p => p.X);

    private static IEnumerable<double> Ys(Scatter line) => line.Data.GetScatterPoints().Select(p => p.Y);

    private static IEnumerable<(double At, string Label)> Ticks(ChartPlot drawn, Func<Plot, IAxis> axis)
    {
        drawn.Plot.RenderInMemory(PlotSize.Width, drawn.Height);
        return axis(drawn.Plot).TickGenerator.Ticks.Select(t => (t.Position, t.Label));
    }

    private List<Chart> Charts(ExampleRun run) => [.. RunCharts.Of(run.WriteTo(temp.Path))];
}
