using System.Text;
using System.Xml.Linq;
using SkiaSharp;

namespace Harness.Reporting.Charts.Plotting;

/// <summary>Draws charts with ScottPlot: as files, and as the pictures of a page that may run no script.</summary>
public static class Plotter
{
    /// <summary>Draws one chart.</summary>
    /// <returns>The whole file.</returns>
    public static byte[] Draw(Chart chart, PlotFormat format, PlotStyle style)
    {
        using var drawn = new ChartPlot(chart, style);
        return format == PlotFormat.Svg
            ? Encoding.UTF8.GetBytes(Svg(drawn, chart).ToString())
            : Png(drawn, style.Scale);
    }

    /// <summary>Draws one chart for the inside of a page, in the colours of its theme.</summary>
    /// <returns>An svg element.</returns>
    public static string InPage(Chart chart)
    {
        // For viewers that run no script; the eye tells hardly more apart than every second pixel.
        var lines = chart.Lines.Select(l => l.Marks.Count > 0 ? l : l with { Points = Thinning.Thin(l.Points, PlotSize.Width / 2) });
        using var drawn = new ChartPlot(chart with { Lines = [.. lines] }, new PlotStyle(), isUnderHeading: true);
        return SlimSvg.Of(SvgFile.InPage(Svg(drawn, chart)), chart.Id).ToString(SaveOptions.DisableFormatting);
    }

    private static XElement Svg(ChartPlot drawn, Chart chart) =>
        SvgFile.Of(drawn.Plot.GetSvgXml(PlotSize.Width, drawn.Height), chart, drawn.Height);

    private static byte[] Png(ChartPlot drawn, int scale)
    {
        using var surface = SKSurface.Create(new SKImageInfo(PlotSize.Width * scale, drawn.Height * scale));
        surface.Canvas.Scale(scale);
        drawn.Plot.Render(surface.Canvas, PlotSize.Width, drawn.Height);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, quality: 100);
        return data.ToArray();
    }
}
