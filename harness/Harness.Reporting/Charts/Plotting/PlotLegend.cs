using ScottPlot;
using ScottPlot.Panels;

namespace Harness.Reporting.Charts.Plotting;

/// <summary>
/// The legend, on rows of its own above the drawing. ScottPlot's own panel has the height of the legend as it was drawn last, at first in
/// one row.
/// </summary>
internal sealed class PlotLegend : LegendPanel
{
    // Of a line's sample: its dashes show.
    private const float SampleWidth = 34;

    // Beside the legend there is nothing; below it there is always room for more.
    private static readonly PixelSize Room = new(PlotSize.Width - (2 * PlotSize.Margin), 100_000);

    private PlotLegend(Legend legend)
        : base(legend)
    {
        Edge = Edge.Top;
        Padding = new PixelPadding(0, 0, 8, 4);
        Alignment = Alignment.UpperLeft;
    }

    /// <summary>A name as it can stand in it, folded where it is too long for a row.</summary>
    public static string Name(string name) => PlotText.Fold(name, Room.Width - (2 * SampleWidth), PlotSize.TextSize);

    /// <summary>Shows the legend of a plot that has all its lines.</summary>
    /// <returns>Its height, in pixels.</returns>
    public static float Show(Plot plot, PlotStyle style)
    {
        var legend = plot.Legend;
        legend.Orientation = Orientation.Horizontal;
        legend.TightHorizontalWrapping = true;
        (legend.SymbolWidth, legend.OutlineWidth, legend.ShadowColor, legend.BackgroundColor) =
            (SampleWidth, 0, Colors.Transparent, Colors.Transparent);

        legend.FontColor = style.Colour("text");

        // Not once more inside the drawing.
        legend.IsVisible = false;
        var panel = new PlotLegend(legend);
        plot.Axes.AddPanel(panel);
        using var paint = Paint.NewDisposablePaint();
        return panel.Measure(paint);
    }

    /// <inheritdoc/>
    public override float Measure(Paint paint) => HeightOf(Legend, paint) + Padding.Vertical;

    /// <summary>As wide as the picture, whatever the names beside the drawing take of it.</summary>
    public override void Render(RenderPack rp, float size, float offset)
    {
        var bottom = rp.DataRect.Top - offset;
        using var paint = Paint.NewDisposablePaint();
        Legend.IsVisible = true;
        Legend.Render(rp.Canvas, paint, new PixelRect(PlotSize.Margin, PlotSize.Width - PlotSize.Margin, bottom, bottom - size), Alignment);
        Legend.IsVisible = false;
    }

    private static float HeightOf(Legend legend, Paint paint) =>
        legend.GetItems().Length == 0 ? 0 : legend.GetLayout(Room, paint).LegendRect.Height;
}
