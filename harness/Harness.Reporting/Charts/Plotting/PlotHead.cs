using ScottPlot;
using ScottPlot.Panels;

namespace Harness.Reporting.Charts.Plotting;

/// <summary>
/// The title of a chart and what to know for reading it, from the left edge, as wide as the picture: ScottPlot's own title and labels stand
/// in the middle of the drawing, and are cut where they are wider.
/// </summary>
internal sealed class PlotHead : PanelBase
{
    private const float TitleSize = 17;
    private const float CaptionSize = 12;
    private const float Apart = 4;

    private readonly List<(LabelStyle Style, float Height)> labels;

    /// <param name="chart">With a title, a caption, or neither.</param>
    /// <param name="style">In which colours.</param>
    public PlotHead(Chart chart, PlotStyle style)
    {
        Edge = Edge.Top;
        using var paint = Paint.NewDisposablePaint();
        labels =
        [
            .. new[]
            {
                Label(chart.Title, TitleSize, isBold: true, style.Colour("text")),
                Label(chart.Subtitle, CaptionSize, isBold: false, style.Colour("muted")),
            }.Where(l => l.Text.Length > 0).Select(l => (l, l.Measure(l.Text, paint).Height + Apart)),
        ];
    }

    /// <summary>In pixels; 0 without words.</summary>
    public float Height => labels.Count == 0 ? 0 : PlotSize.Margin + labels.Sum(l => l.Height);

    /// <inheritdoc/>
    public override float Measure(Paint paint) => Height;

    /// <inheritdoc/>
    public override void Render(RenderPack rp, float size, float offset)
    {
        using var paint = Paint.NewDisposablePaint();
        var top = rp.FigureRect.Top + PlotSize.Margin;
        foreach (var (label, height) in labels)
        {
            label.Render(rp.Canvas, new Pixel(rp.FigureRect.Left + PlotSize.Margin, top), paint);
            top += height;
        }
    }

    private static LabelStyle Label(string text, float size, bool isBold, Color colour) => new()
    {
        Text = PlotText.Fold(text, PlotSize.Width - (2 * PlotSize.Margin), size, isBold),
        FontSize = size,
        Bold = isBold,
        ForeColor = colour,
        Alignment = Alignment.UpperLeft,
    };
}
