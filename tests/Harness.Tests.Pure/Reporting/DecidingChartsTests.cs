using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Reporting.Charts;
using Harness.Reporting.Charts.Plotting;
using ScottPlot.Plottables;

namespace Harness.Tests.Pure.Reporting;

/// <summary>What decides between the policies of a comparison.</summary>
public sealed class DecidingChartsTests
{
    [Fact]
    public void EachFigureThatDecides_HasADotForEachPolicyThatMeasuredIt_WithTheRangeOfItsRuns()
    {
        var charts = DecidingCharts.Of(Of(
            Metric("rates.connections_per_second", FigureUnit.PerSecond, (5000, 4000, 7000), null),
            Metric("latency_us.total.p99", FigureUnit.Microseconds, (8_600, 7_900, 16_000), (8_800, 7_400, 12_000)),
            Metric("server.time_wait.entered", FigureUnit.Count, (1000, 1000, 1000), (0, 0, 0)))).ToList();

        charts.Select(c => c.Id).ShouldBe(["decides-rates-connections_per_second", "decides-latency_us-total-p99"]);
        charts[0].Lines[0].Points.ShouldBe([new(5000, 0)], "the other was not measured");
        charts[0].X.ShouldBe(new Axis.Amounts("per second", 7000));
        charts[1].X.ShouldBe(new Axis.Amounts("ms", 16));
        charts[1].Lines[0].Points.ShouldBe([new(8.6, 0), new(8.8, 1)]);
        charts[1].Lines[0].Marks.Select(m => (m.Low, m.High)).ShouldBe([(7.9, 16), (7.4, 12)]);
        charts[1].Legend.ShouldBeEmpty();
    }

    [Fact]
    public void Intervals_LieAlongTheAxis_InTheFileAndInThePage()
    {
        var rates = Metric("rates.connections_per_second", FigureUnit.PerSecond, (50, 40, 70), (60, 60, 60));
        var chart = DecidingCharts.Of(Of(rates)).Single();

        using var drawn = new ChartPlot(chart, new());
        drawn.Plot.GetPlottables<LinePlot>().Select(l => (l.Start.X, l.Start.Y, l.End.X, l.End.Y)).ShouldBe([(40, 0, 70, 0)]);
        drawn.Plot.GetPlottables<Scatter>().Single().LineWidth.ShouldBe(0);
        drawn.Plot.Axes.GetLimits().Right.ShouldBeGreaterThan(70);
        var series = chart.Option()["series"]!.AsArray().Single()!;
        series["markLine"]!["data"]![0]!.ToJsonString().ShouldBe("""[{"coord":[40,0]},{"coord":[70,0]}]""");
        chart.Option()["xAxis"]!["dataMax"]!.GetValue<double>().ShouldBe(70, "the whole interval is in view");
        series["lineStyle"]!["opacity"]!.GetValue<int>().ShouldBe(0);
    }

    private static ComparedMetric Metric(string key, FigureUnit unit, params (double Median, double Least, double Most)?[] figures) => new()
    {
        Key = key,
        Name = key,
        Unit = unit,
        Better = Direction.Lower,
        Figures =
        [
            .. figures.Select(f => new MetricFigure { Subject = "x", Median = f?.Median, Least = f?.Least, Most = f?.Most }),
        ],
    };

    private static Comparison Of(params ComparedMetric[] metrics) => new()
    {
        StartedAt = default,
        Subjects = [new() { Name = "a", Scenario = "a" }, new() { Name = "b", Scenario = "b" }],
        Metrics = metrics,
        Tests = new("", 0.05, 0, 0, 0, 0),
    };
}
