extern alias declared;
using Harness.Cli;
using Harness.Controller.Launching;
using Harness.Reporting.Charts;
using Harness.Reporting.Charts.ECharts;
using Harness.Reporting.Charts.Plotting;
using declared::Harness.Reporting.ScottPlot;

namespace Harness.Tests.Pure.Reporting;

/// <summary>Who draws a file, and what is said when it is not there.</summary>
public sealed class PlotterChoiceTests
{
    private static readonly IPlotter[] Default = [new EChartsPlotter()];
    private static readonly IPlotter[] Both = [.. Default, new ScottPlotter()];

    [Theory]
    [InlineData(null, PlotFormat.Svg, "echarts")]
    [InlineData(null, PlotFormat.Png, "scottplot")]
    [InlineData("scottplot", PlotFormat.Svg, "scottplot")]
    [InlineData("echarts", PlotFormat.Svg, "echarts")]
    public void TheFirstThatDrawsIt_IsTaken_UnlessOneIsAskedFor(string? name, PlotFormat format, string expected) =>
        OptionalParts.Plotter(name, format, Both).Name.ShouldBe(expected);

    [Theory]
    [InlineData(null, PlotFormat.Png)]
    [InlineData("scottplot", PlotFormat.Png)]
    [InlineData("scottplot", PlotFormat.Svg)]
    public void ScottPlotWithoutBeingBuiltIn_SaysWhichPropertyAndWhichFlag(string? name, PlotFormat format)
    {
        var failure = Should.Throw<MachineException>(() => OptionalParts.Plotter(name, format, Default));

        failure.Message.ShouldContain("-p:WithScottPlot=true");
        failure.Message.ShouldContain("./run.sh --with-scottplot");
        Failures.CodeOf(failure).ShouldBe(ExitCode.Machine);
    }

    [Fact]
    public void APlotterThatCannotDrawIt_IsAMistakeOfTheCommandLine() =>
        Failures.CodeOf(Should.Throw<UsageException>(() => OptionalParts.Plotter("echarts", PlotFormat.Png, Both))).ShouldBe(ExitCode.Usage);

    [Fact]
    public void TheDefaultBuild_HasEChartsAlone() => OptionalParts.Plotters.Select(p => p.Name).ShouldBe(["echarts"]);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1.05)]
    [InlineData(1000, 1050)]
    public void CountsBeginAtZero_AndHaveHeadroom(double most, double top) =>
        LinearAxis.Of(new Axis.Counts(), [0, most]).ShouldSatisfyAllConditions(a => a.Min.ShouldBe(0), a => a.Max.ShouldBe(top, 1e-9), a => a.Ticks.ShouldBeEmpty());

    [Fact]
    public void DurationsOfOneValue_StillHaveAnAxisWithLength()
    {
        var axis = LinearAxis.Of(new Axis.Durations(), [100]);

        (axis.Min, axis.Max).ShouldBe((2, 3));
        axis.At(1000).ShouldBe(3);
        LinearAxis.Of(new Axis.Durations(), []).Max.ShouldBe(1);
    }

    [Fact]
    public void DelaysWithoutZero_HaveNoZero() =>
        LinearAxis.Of(new Axis.Delays(100, 1000, HasZero: false), []).Ticks.Select(t => t.Label).ShouldBe(["100 µs", "1 ms"]);
}
