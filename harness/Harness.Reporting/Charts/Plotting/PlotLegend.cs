using ScottPlot;
using ScottPlot.Panels;

namespace Harness.Reporting.Charts.Plotting;

/// <summary>
/// The legend, on rows of its own above the drawing. ScottPlot's own panel has the height of the legend as it was drawn last, at first in
/// one row.
/// </summary>
internal sealed class PlotLegend : LegendPanel
{
    /// <summary>About as many fit on a line of their own.</summary>
    public const int CharactersOfName = 130;

    // Of a line's sample: its dashes show.
    private const float SampleWidth = 34;

    // Beside the legend there is nothing; below it there is always room for more.
    private static readonly PixelSize Room = new(PlotSize.Width - 60, 100_000);

    // Without it.
    private const float HeightOfTwoRows = 56;

    private PlotLegend(Legend legend)
        : base(legend)
    {
        Edge = Edge.Top;
        Padding = new PixelPadding(0, 0, 8, 4);
    }

    /// <summary>Shows the legend of a plot that has all its lines.</summary>
    /// <returns>By how many pixels it is higher than the usual one, of at most two rows.</returns>
    public static int Show(Plot plot, PlotStyle style)
    {
        var legend = plot.Legend;
        legend.Orientation = Orientation.Horizontal;
        legend.TightHorizontalWrapping = true;
        (legend.SymbolWidth, legend.OutlineWidth, legend.ShadowColor, legend.BackgroundColor) =
            (SampleWidth, 0, Colors.Transparent, Colors.Transparent);

        legend.FontColor = style.Colour("text");

        // Not once more inside the drawing.
        legend.IsVisible = false;
        plot.Axes.AddPanel(new PlotLegend(legend));
        using var paint = Paint.NewDisposablePaint();
        return (int)Math.Max(0, HeightOf(legend, paint) - HeightOfTwoRows);
    }

    /// <inheritdoc/>
    public override float Measure(Paint paint) => HeightOf(Legend, paint) + Padding.Vertical;

    private static float HeightOf(Legend legend, Paint paint) =>
        legend.GetItems().Length == 0 ? 0 : legend.GetLayout(Room, paint).LegendRect.Height;
}
