using Harness.Analysis.Words;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Harness.Reporting.Charts.Plotting;

/// <summary>A chart as ScottPlot draws it.</summary>
internal sealed class ChartPlot : IDisposable
{
    private const float LimitWidth = 1.5f;

    private readonly PlotStyle style;

    /// <summary>Draws a chart.</summary>
    /// <param name="chart">What it shows.</param>
    /// <param name="style">In which colours.</param>
    /// <param name="isUnderHeading">The title and what to know for reading it stand above it already.</param>
    public ChartPlot(Chart chart, PlotStyle style, bool isUnderHeading = false)
    {
        this.style = style;
        PlotFont.Use();
        Plot = new Plot();
        Plot.FigureBackground.Color = style.Colour("card");
        Plot.DataBackground.Color = Colors.Transparent;
        Plot.Axes.Color(style.Colour("muted"));
        var (x, y) = (LinearAxis.Across(chart), LinearAxis.Upwards(chart));
        SetAxis(Plot.Axes.Bottom, x, chart.X);
        SetAxis(Plot.Axes.Left, y, chart.Y);

        // Names from top to bottom, as they are read.
        var (bottom, top) = chart.Y is Axis.Names ? (y.Max, y.Min) : (y.Min, y.Max);
        Plot.Axes.SetLimits(x.Min, x.Max, bottom, top);
        AddBands(chart, x);
        PlotLine.AddParts(Plot, chart.Lines, x, y, style);
        PlotLine.AddMarks(Plot, chart.Lines, x, y, style);
        foreach (var line in chart.Lines)
        {
            PlotLine.Add(Plot, line, x, y, style);
        }

        PlotBars.Add(Plot, chart, style);
        foreach (var limit in chart.Limits ?? [])
        {
            Plot.Add.HorizontalLine(y.At(limit.Value), LimitWidth, style.Colour("bad"), LinePattern.Dotted).LegendText =
                PlotLegend.Name(limit.Label);
        }

        SetLabels(x, y);
        var legend = PlotLegend.Show(Plot, style);
        var head = new PlotHead(isUnderHeading ? chart with { Title = "", Subtitle = "" } : chart, style);
        Plot.Axes.AddPanel(head);
        var bands = new PlotBandNames(chart, x, style);
        Plot.Axes.AddPanel(bands);
        Height = (int)Math.Ceiling(PlotSize.Height(chart) + legend + head.Height + bands.Height);
    }

    /// <summary>The whole plot.</summary>
    public Plot Plot { get; }

    /// <summary>The height of the whole plot, in pixels.</summary>
    public int Height { get; }

    /// <inheritdoc/>
    public void Dispose() => Plot.Dispose();

    private static void SetAxis(IAxis axis, LinearAxis scale, Axis measured)
    {
        string[] labels = [.. scale.Ticks.Select(t => PlotText.Fold(t.Label, PlotSize.WidthOfName, PlotSize.TextSize))];
        axis.TickGenerator = labels.Length > 0
            ? new NumericManual([.. scale.Ticks.Select(t => t.At)], labels)
            : new NumericAutomatic { IntegerTicksOnly = measured is Axis.Counts, LabelFormatter = Tick };
    }

    // As many decimals as tell the ticks of a tenth of a second apart.
    private static string Tick(double tick) => Math.Abs(tick) < 1 ? Format.Fraction(tick) : Format.Number(tick);

    private void SetLabels(LinearAxis x, LinearAxis y)
    {
        Plot.XLabel(PlotText.Fold(x.Label, PlotSize.WidthOfLabel, PlotSize.TextSize), PlotSize.TextSize);
        Plot.YLabel(y.Label, PlotSize.TextSize);
        foreach (var label in new[] { Plot.Axes.Bottom.Label, Plot.Axes.Left.Label })
        {
            label.Bold = false;
        }

        Plot.Grid.MajorLineColor = style.Colour("line");
    }

    private void AddBands(Chart chart, LinearAxis x)
    {
        foreach (var band in (chart.Bands ?? []).Where(b => b.IsTinted))
        {
            Plot.Add.HorizontalSpan(x.At(band.From), x.At(band.To), style.Colour("band")).LineStyle.Width = 0;
        }
    }
}
