using Harness.Reporting.Charts;
using Harness.Reporting.Charts.Plotting;
// By name: both sides have an Axis, a Palette and a Tick.
using Alignment = ScottPlot.Alignment;
using Color = ScottPlot.Color;
using IAxis = ScottPlot.IAxis;
using LinePattern = ScottPlot.LinePattern;
using MarkerShape = ScottPlot.MarkerShape;
using Plot = ScottPlot.Plot;
using Scatter = ScottPlot.Plottables.Scatter;

namespace Harness.Reporting.ScottPlot;

/// <summary>Draws the report's charts with ScottPlot 5. Bars and intervals are lines, so that few of its calls are needed; what the bands are, the words below say.</summary>
public sealed class ScottPlotter : IPlotter
{
    private const float LineWidth = 2;
    private const float BroadWidth = 6;
    private const float BarWidth = 22;
    private const float ThinWidth = 1.5f;
    private const float MarkSize = 7;

    private static readonly MarkerShape[] Shapes = [MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledTriangleUp, MarkerShape.FilledDiamond];

    /// <inheritdoc/>
    public string Name => "scottplot";

    /// <inheritdoc/>
    public IReadOnlyList<PlotFormat> Formats { get; } = [PlotFormat.Svg, PlotFormat.Png];

    /// <inheritdoc/>
    public byte[] Draw(Chart chart, PlotFormat format)
    {
        using var plot = Plotted(chart);

        // ScottPlot writes files itself; the one in the result folder is there whole or not at all.
        var folder = Directory.CreateTempSubdirectory("harness-plot-");
        try
        {
            var path = Path.Combine(folder.FullName, chart.Id);
            if (format == PlotFormat.Svg)
            {
                plot.SaveSvg(path, PlotSize.Width, PlotSize.Height(chart));
            }
            else
            {
                plot.SavePng(path, PlotSize.Width, PlotSize.Height(chart));
            }

            return File.ReadAllBytes(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    internal static Plot Plotted(Chart chart)
    {
        var plot = new Plot();
        var x = LinearAxis.Of(chart.X, chart.Lines.SelectMany(l => l.Points).Select(p => p.X).Concat(chart.Bars.SelectMany(b => b.Values).OfType<double>()));
        var y = LinearAxis.Of(chart.Y, chart.Lines.SelectMany(l => l.Points).Select(p => p.Y));
        foreach (var end in (chart.Bands ?? []).SelectMany(b => new[] { b.From, b.To }).Distinct())
        {
            plot.Add.VerticalLine(x.At(end), 1, ColourOf("line"), LinePattern.Solid);
        }

        foreach (var line in chart.Lines)
        {
            AddLine(plot, line, x, y);
        }

        AddBars(plot, chart, x);
        foreach (var limit in chart.Limits ?? [])
        {
            plot.Add.HorizontalLine(y.At(limit.Value), ThinWidth, ColourOf("bad"), LinePattern.Dotted).LegendText = limit.Label;
        }

        plot.Title(chart.Title);
        plot.XLabel(string.Join('\n', PlotSize.Wrap(chart.Subtitle).Prepend(x.Label)).Trim());
        plot.YLabel(y.Label);

        // Names from top to bottom, as they are read.
        var (bottom, top) = chart.Y is Axis.Names ? (y.Max, y.Min) : (y.Min, y.Max);
        plot.Axes.SetLimits(x.Min, x.Max, bottom, top);
        SetTicks(plot.Axes.Bottom, x);
        SetTicks(plot.Axes.Left, y);
        plot.ShowLegend(Alignment.UpperLeft);
        return plot;
    }

    private static void AddLine(Plot plot, Line line, LinearAxis x, LinearAxis y)
    {
        var points = line.Drawn;
        var colour = ColourOf(line.Colour);
        var drawn = Add(plot, points.Select(p => x.At(p.X)), points.Select(p => y.At(p.Y)), line.Broad ? colour.WithAlpha(0.4) : colour, line.Broad ? BroadWidth : LineWidth);
        drawn.LegendText = line.Name;
        drawn.LinePattern = line.Stroke switch
        {
            Stroke.Dashed => LinePattern.Dashed,
            Stroke.Dotted => LinePattern.Dotted,
            _ => LinePattern.Solid,
        };
        drawn.MarkerShape = Shapes[line.Shape % Shapes.Length];
        drawn.MarkerSize = line.Marks.Count > 0 ? MarkSize : 0;
        foreach (var (point, mark) in points.Zip(line.Marks).Where(m => m.Second.High > m.Second.Low))
        {
            Add(plot, [x.At(point.X), x.At(point.X)], [y.At(mark.Low), y.At(mark.High)], colour, ThinWidth);
        }
    }

    // On an axis of percent each begins where the one before ends, as everywhere in the report.
    private static void AddBars(Plot plot, Chart chart, LinearAxis x)
    {
        var tops = new Dictionary<int, double>();
        foreach (var bars in chart.Bars)
        {
            foreach (var (place, value) in bars.Values.Index().Where(v => v.Item > 0))
            {
                var below = chart.X is Axis.Percent ? tops.GetValueOrDefault(place) : 0;
                tops[place] = below + value!.Value;
                Add(plot, [x.At(below), x.At(tops[place])], [place, place], ColourOf(bars.Colour), BarWidth);
            }

            // A line without length, for the legend.
            Add(plot, [0, 0], [0, 0], ColourOf(bars.Colour), BroadWidth).LegendText = bars.Name;
        }
    }

    private static Scatter Add(Plot plot, IEnumerable<double> xs, IEnumerable<double> ys, Color colour, float width)
    {
        var drawn = plot.Add.ScatterLine(xs.ToArray(), ys.ToArray(), colour);
        drawn.LineWidth = width;
        return drawn;
    }

    private static void SetTicks(IAxis axis, LinearAxis scale)
    {
        if (scale.Ticks.Count > 0)
        {
            axis.SetTicks([.. scale.Ticks.Select(t => t.At)], [.. scale.Ticks.Select(t => t.Label)]);
        }
    }

    private static Color ColourOf(string word) => Color.FromHex(Palette.Light[word]);
}
