extern alias declared;
using System.Text;
using Harness.Model.Results;
using Harness.Reporting;
using Harness.Reporting.Charts;
using Harness.Reporting.Charts.Plotting;
using declared::Harness.Reporting.ScottPlot;
using Harness.Tests.Pure.Thresholds;
using declared::ScottPlot;
using declared::ScottPlot.Plottables;
using Palette = Harness.Reporting.Charts.Palette;

namespace Harness.Tests.Pure.Reporting;

/// <summary>The adapter's own files, against hand-written declarations of ScottPlot: see tests/Harness.DeclaredPackages/README.md for what that proves.</summary>
public sealed class ScottPlotterTests : IDisposable
{
    private readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void EveryLineOfEveryChart_IsDrawnWithItsNameItsColourAndItsDashes()
    {
        var charts = Charts(ExampleRun.ClientFirstDrained());
        charts.Select(c => c.Id).ShouldBe(["time_wait", "states_server", "states_client", "rate", "latency"]);
        foreach (var chart in charts)
        {
            var plot = ScottPlotter.Plotted(chart);

            plot.Add.Scatters.Select(s => (s.LegendText, s.Color.Hex, s.LinePattern.Name))
                .ShouldBe(chart.Lines.Select(l => (l.Name, Palette.Light[l.Colour], l.Stroke.ToString().ToLowerInvariant())), chart.Id);
            plot.Add.Scatters.ShouldAllBe(s => s.MarkerSize == 0);
            plot.Add.Scatters.ShouldAllBe(s => s.Xs.Length == s.Ys.Length && s.Xs.Length > 0 && s.Xs.All(double.IsFinite) && s.Ys.All(double.IsFinite));
            plot.Labels[0].ShouldBe(chart.Title);
            plot.HasLegend.ShouldBeTrue();
        }
    }

    [Fact]
    public void TimeWait_HasItsPhasesItsLimitAndItsAxes()
    {
        var chart = Charts(ExampleRun.ClientFirstDrained())[0];

        var plot = ScottPlotter.Plotted(chart);

        plot.Add.AxisLines.OfType<VerticalLine>().Select(l => l.Position).ShouldBe(chart.Bands!.SelectMany(b => new[] { b.From, b.To }).Distinct());
        var limit = plot.Add.AxisLines.OfType<HorizontalLine>().ShouldHaveSingleItem();
        (limit.Position, limit.Color.Hex, limit.LinePattern, limit.LegendText).ShouldBe((28_232, Palette.Light["bad"], LinePattern.Dotted, "28,232 client ports for one destination"));
        plot.Axes.Limits.Right.ShouldBe(((Axis.Time)chart.X).End);
        plot.Axes.Limits.Top.ShouldBeGreaterThan(28_232);
        plot.Labels[1].ShouldStartWith("seconds since sampling began\nSolid: sockets in TIME_WAIT at that moment.");
        plot.Labels[1].Split('\n').ShouldAllBe(line => line.Length <= PlotSize.CharactersPerLine);
        plot.Add.Scatters.Single(s => s.LegendText == "client: entered").Color.Alpha.ShouldBe(0.4);
    }

    [Fact]
    public void Latency_IsOnPowersOfTen_AndNamesItsPercentiles()
    {
        var chart = Charts(ExampleRun.ServerFirst()).Single(c => c.Id == "latency");

        var plot = ScottPlotter.Plotted(chart);

        plot.Add.Scatters[0].Ys.ShouldBe(chart.Lines[0].Points.Select(p => Math.Log10(p.Y)));
        Ticks(plot.Axes.Bottom).Select(t => t.Label).ShouldBe(((Axis.Names)chart.X).Words);
        Ticks(plot.Axes.Left).Select(t => t.Label).ShouldBeSubsetOf(["0.1 µs", "1 µs", "10 µs", "100 µs", "1 ms", "10 ms", "100 ms", "1 s"]);
        Ticks(plot.Axes.Left).Select(t => t.At).ShouldBe(Enumerable.Range((int)plot.Axes.Limits.Bottom, (int)(plot.Axes.Limits.Top - plot.Axes.Limits.Bottom) + 1).Select(p => (double)p));
    }

    [Fact]
    public void Shares_HaveTheirIntervals_AndZeroAtTheLeftEdge()
    {
        var trials = new[] { ShareCurveTests.Trial(1, 90, 10, ("server.close.after", "0us")), ShareCurveTests.Trial(2, 40, 60, ("server.close.after", "100us")), ShareCurveTests.Trial(3, 0, 100, ("server.close.after", "10ms")) };
        var chart = ShareChart.Build(TrialRecord.Of(new RunRecord { Folder = "x", Samples = [], Summary = Summary(trials) }), Summary(trials)).ShouldHaveSingleItem();

        var plot = ScottPlotter.Plotted(chart);

        plot.Add.Scatters.Count.ShouldBe(8, "two lines of three points, and an interval at each");
        var server = plot.Add.Scatters.Single(s => s.LegendText == "server first");
        server.Xs.ShouldBe([Math.Log10(20), 2, 4]);
        server.Ys.ShouldBe([90, 40, 0]);
        plot.Add.Scatters.Where(s => s.MarkerSize > 0).Select(s => s.LegendText).ShouldBe(["server first", "client first"]);
        var interval = plot.Add.Scatters[2];
        (interval.Xs, interval.Ys, interval.LegendText).ShouldSatisfyAllConditions(i => i.Xs.ShouldBe([2, 2]), i => i.Ys.ShouldBe([30.94, 49.8]), i => i.LegendText.ShouldBeEmpty());
        Ticks(plot.Axes.Bottom).ShouldBe([(Math.Log10(20), "0"), (2, "100 µs"), (3, "1 ms"), (4, "10 ms")]);
        plot.Axes.Limits.ShouldBe((Math.Log10(20), 4, 0, 100));
    }

    [Fact]
    public void ConnectByPortsHeld_HasItsAxisInPercent_AndAPointAtEachMark_WithoutAnInterval()
    {
        var trial = new TrialSummary { ConnectByOccupancy = new() { Points = [new(0, 0.05, 900, 100, 200), new(0.5, 0.55, 800, 1000, 2000), new(0.95, 1, 10, 10_000, 20_000)] } };
        var chart = RunCharts.Of(TrialRecord.Of(new RunRecord { Folder = "x", Samples = [], Summary = Summary([trial]) })[0]).Single(c => c.Id == "occupancy");

        var plot = ScottPlotter.Plotted(chart);

        plot.Labels[1].ShouldStartWith("share of the client's ports that TIME_WAITs hold, percent\n");
        plot.Axes.Limits.ShouldBe((0, 100, 2, 5));
        plot.Add.Scatters.Select(s => (s.LegendText, s.LinePattern.Name, s.MarkerSize > 0)).ShouldBe([("median", "solid", true), ("90th percentile", "dashed", true)]);
        plot.Add.Scatters[0].Xs.ShouldBe([2.5, 52.5, 97.5]);
        plot.Add.Scatters[0].Ys.ShouldBe([2, 3, 4]);
    }

    [Fact]
    public void Trials_AreBarsThatLie_OneAfterTheOther_UpToAHundred()
    {
        TrialSummary[] trials = [ShareCurveTests.Trial(1, 90, 10, ("client.like", "ab")), ShareCurveTests.Trial(2, 0, 100, ("client.like", "curl"))];
        var chart = TrialsChart.Build(TrialRecord.Of(new RunRecord { Folder = "x", Samples = [], Summary = Summary(trials) }));

        var plot = ScottPlotter.Plotted(chart);

        plot.Add.Scatters.Where(s => s.LegendText.Length == 0).Select(s => (s.Ys[0], s.Xs[0], s.Xs[1], s.Color.Hex)).ShouldBe(
        [
            (0, 0, 90, Palette.Light["server"]), (0, 90, 100, Palette.Light["client"]), (1, 0, 100, Palette.Light["client"]),
        ]);
        plot.Add.Scatters.Where(s => s.LegendText.Length > 0).Select(s => s.LegendText).ShouldBe(["server first", "client first"]);
        Ticks(plot.Axes.Left).ShouldBe([(0, "ab"), (1, "curl")]);
        plot.Axes.Limits.ShouldBe((0, 100, 1.5, -0.5), "the first at the top");
    }

    [Fact]
    public void Capacities_AreBarsFromZero_ThatDoNotTouchHoweverManyLieThere()
    {
        TrialSummary[] trials = [.. Enumerable.Range(1, 50).Select(n => ShareCurveTests.Trial(n, 100 * n, 0, ("client.copies", $"{n}")) with { Connections = new() { Completed = 100 * n, Failed = 1 } })];
        var chart = CapacityChart.Build(TrialRecord.Of(new RunRecord { Folder = "x", Samples = [], Summary = Summary(trials) }))!;

        var plot = ScottPlotter.Plotted(chart);

        var bars = plot.Add.Scatters.Where(s => s.LegendText.Length == 0).ToList();
        bars.Select(s => (s.Xs[0], s.Xs[1], s.Ys[0], s.Ys[1])).ShouldBe(Enumerable.Range(0, 50).Select(n => (0.0, 100.0 * (n + 1), (double)n, (double)n)));
        bars.ShouldAllBe(s => s.LineWidth < 0.8 * PlotSize.Height(chart) / 50);
        plot.Axes.Limits.Right.ShouldBe(5250);
    }

    [Theory]
    [InlineData(PlotFormat.Svg, "svg 960x460")]
    [InlineData(PlotFormat.Png, "png 960x460")]
    public void Files_AreWrittenBesideTheReport_ByTheirCharts(PlotFormat format, string content)
    {
        var folder = ExampleRun.ServerFirst().WriteTo(temp.Path);

        var files = Report.WriteCharts(new PlainFolder(folder), new ScottPlotter(), format);

        files.Select(Path.GetFileName).ShouldBe(Charts(ExampleRun.ServerFirst()).Select(c => $"{c.Id}.{format.ToString().ToLowerInvariant()}"));
        files.Select(f => Encoding.UTF8.GetString(File.ReadAllBytes(f))).ShouldBe(Charts(ExampleRun.ServerFirst()).Select(c => $"{content}, {c.Title}"));
    }

    private static RunSummary Summary(IReadOnlyList<TrialSummary> trials) => new() { Scenario = "x", StartedAt = default, Verdict = Verdict.None, Complete = true, Trials = trials };

    private static IReadOnlyList<(double At, string Label)> Ticks(IAxis axis) => ((AxisStandIn)axis).Ticks;

    private List<Chart> Charts(ExampleRun run) => [.. RunCharts.Of(TrialRecord.Of(RunRecord.Load(run.WriteTo(temp.Path))), run: null)];
}
