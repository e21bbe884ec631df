using ScottPlot;
using ScottPlot.Panels;

namespace Harness.Reporting.Charts.Plotting;

/// <summary>The names of bands, below the axis: inside the drawing they would lie under lines and the labels of limits.</summary>
internal sealed class PlotBandNames : PanelBase
{
    private const float HeightOfRow = 18;

    private readonly List<(double Middle, LabelStyle Label)> names;

    /// <param name="chart">Its bands have names where they have room for them.</param>
    /// <param name="x">Where the bands are.</param>
    /// <param name="style">In which colours.</param>
    public PlotBandNames(Chart chart, LinearAxis x, PlotStyle style)
    {
        Edge = Edge.Bottom;
        names = (chart.Bands ?? []).Where(b => b.HasRoom).Select(b => (
            (((x.At(b.From) + x.At(b.To)) / 2) - x.Min) / (x.Max - x.Min),
            new LabelStyle
            {
                Text = PlotText.Drawable(b.Name),
                FontSize = PlotSize.TextSize,
                ForeColor = style.Colour("muted"),
                Alignment = Alignment.UpperCenter,
            })).ToList();
    }

    /// <summary>In pixels; 0 without names.</summary>
    public float Height => names.Count == 0 ? 0 : HeightOfRow;

    /// <inheritdoc/>
    public override float Measure(Paint paint) => Height;

    /// <inheritdoc/>
    public override void Render(RenderPack rp, float size, float offset)
    {
        using var paint = Paint.NewDisposablePaint();
        foreach (var (middle, label) in names)
        {
            label.Render(rp.Canvas, new Pixel(rp.DataRect.Left + (middle * rp.DataRect.Width), rp.DataRect.Bottom + offset), paint);
        }
    }
}
