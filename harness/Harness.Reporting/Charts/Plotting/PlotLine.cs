using ScottPlot;

namespace Harness.Reporting.Charts.Plotting;

/// <summary>A line with what stands at its points.</summary>
internal static class PlotLine
{
    private const float Width = 2;
    private const float ThinWidth = 1;
    private const float BroadWidth = 6;
    private const float IntervalWidth = 1.5f;
    private const float MarkSize = 7;
    private const double BroadOpacity = 0.4;
    private const double ThinOpacity = 0.55;
    private const double FillOpacity = 0.12;
    private const double ReachOpacity = 0.2;

    // A name at its line, in pixels.
    private const float WidthOfTag = 300;
    private const float TagApart = 8;

    private static readonly MarkerShape[] Shapes =
        [MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledTriangleUp, MarkerShape.FilledDiamond];

    /// <summary>
    /// The marks of lines with gaps, before any such line: ScottPlot leaves the gaps switched on for what it fills next, which Skia cannot
    /// do in SVG, and complains of on stderr.
    /// </summary>
    public static void AddMarks(Plot plot, IEnumerable<Line> lines, LinearAxis x, LinearAxis y, PlotStyle style)
    {
        foreach (var line in lines.Where(l => l.Stroke != Stroke.Solid && IsMarked(l)))
        {
            var (xs, ys) = Places(line, x, y);
            plot.Add.Markers(xs, ys, ShapeOf(line), MarkSize, style.Colour(line.Colour));
        }
    }

    /// <summary>What stands behind the lines.</summary>
    public static void AddParts(Plot plot, IReadOnlyList<Line> lines, LinearAxis x, LinearAxis y, PlotStyle style)
    {
        foreach (var line in lines.Where(l => l.PartsReach.Count > 0))
        {
            var reach = line.PartsReach.TakeWhile(r => x.At(r.X) <= x.Max).ToList();
            var band = plot.Add.FillY(
                [.. reach.Select(r => x.At(r.X))], [.. reach.Select(r => y.At(r.Low))], [.. reach.Select(r => y.At(r.High))]);
            (band.FillColor, band.LineWidth) = (style.Colour(line.Colour).WithAlpha(ReachOpacity), 0);
        }

        foreach (var part in lines.SelectMany(l => l.Parts))
        {
            Add(plot, part, x, y, style);
        }
    }

    /// <summary>The line, with its name in the legend.</summary>
    public static void Add(Plot plot, Line line, LinearAxis x, LinearAxis y, PlotStyle style)
    {
        var colour = style.Colour(line.Colour);
        var (xs, ys) = Places(line, x, y);
        var opacity = line.Broad ? BroadOpacity : line.IsThin ? ThinOpacity : 1;
        var drawn = plot.Add.ScatterLine(xs, ys, opacity < 1 ? colour.WithAlpha(opacity) : colour);
        drawn.LegendText = line.IsInLegend ? PlotLegend.Name(line.Name) : "";
        drawn.ConnectStyle = line.IsStepped ? ConnectStyle.StepHorizontal : ConnectStyle.Straight;
        drawn.LineWidth = line.IsDots ? 0 : line.Broad ? BroadWidth : line.IsThin ? ThinWidth : Width;
        drawn.LinePattern = line.Stroke switch
        {
            Stroke.Dashed => LinePattern.Dashed,
            Stroke.Dotted => LinePattern.Dotted,
            _ => LinePattern.Solid,
        };
        if (line.Filled)
        {
            (drawn.FillY, drawn.FillYColor) = (true, colour.WithAlpha(FillOpacity));
        }

        if (line.Tag is { } tag)
        {
            var name = plot.Add.Text(
                PlotText.Fold(line.Name, WidthOfTag, PlotSize.TextSize), x.At(tag.At.X), y.At(tag.At.Y));
            (name.LabelFontSize, name.LabelFontColor, name.OffsetX) = (PlotSize.TextSize, colour, tag.IsLeft ? -TagApart : TagApart);
            (name.LabelBackgroundColor, name.LabelPadding) = (style.Colour("card"), 0);
            name.Alignment = tag.IsLeft ? Alignment.MiddleRight : Alignment.MiddleLeft;
        }

        (drawn.MarkerShape, drawn.MarkerSize) = (ShapeOf(line), line.Stroke == Stroke.Solid && IsMarked(line) ? MarkSize : 0);
        foreach (var (point, mark) in line.Drawn.Zip(line.Marks).Where(m => m.Second.High > m.Second.Low))
        {
            var interval = line.IsDots
                ? plot.Add.Line(x.At(mark.Low), y.At(point.Y), x.At(mark.High), y.At(point.Y))
                : plot.Add.Line(x.At(point.X), y.At(mark.Low), x.At(point.X), y.At(mark.High));
            (interval.LineColor, interval.LineWidth) = (colour, IntervalWidth);
        }

        foreach (var (point, _) in line.Drawn.Zip(line.Marks).Where(m => m.Second.IsOpen))
        {
            plot.Add.Marker(x.At(point.X), y.At(point.Y), MarkerShape.FilledCircle, MarkSize, style.Colour("card"));
            plot.Add.Marker(x.At(point.X), y.At(point.Y), MarkerShape.OpenCircle, MarkSize, colour);
        }
    }

    // A line of one point is nothing to see without.
    private static bool IsMarked(Line line) => line.Marks.Count > 0 || line.Points.Count == 1;

    private static MarkerShape ShapeOf(Line line) => Shapes[line.Shape % Shapes.Length];

    // Not what lies beyond the end of the axis but for one point, to which the line leads: the dashes of a minute make a large file.
    private static (double[] Xs, double[] Ys) Places(Line line, LinearAxis x, LinearAxis y)
    {
        var points = line.Drawn.Take(line.Drawn.Count(p => x.At(p.X) <= x.Max) + 1).ToList();
        return ([.. points.Select(p => x.At(p.X))], [.. points.Select(p => y.At(p.Y))]);
    }
}
