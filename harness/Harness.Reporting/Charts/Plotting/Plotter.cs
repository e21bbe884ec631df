using ScottPlot;

namespace Harness.Reporting.Charts.Plotting;

/// <summary>Draws charts as files, with ScottPlot, in the light colours of <see cref="Palette"/>.</summary>
public static class Plotter
{
    /// <summary>Draws one chart.</summary>
    /// <returns>The whole file.</returns>
    public static byte[] Draw(Chart chart, PlotFormat format)
    {
        using var drawn = new ChartPlot(chart);
        return format == PlotFormat.Svg
            ? SvgFile.Of(drawn.Plot.GetSvgXml(PlotSize.Width, drawn.Height), chart, drawn.Height)
            : drawn.Plot.GetImageBytes(PlotSize.Width, drawn.Height, ImageFormat.Png);
    }
}
