using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Harness.Reporting.Charts.Plotting;

/// <summary>
/// What Skia draws as SVG, made fit to be shown elsewhere: it names no size to scale from, and only a font that the reader may not have.
/// </summary>
internal static class SvgFile
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <param name="drawn">As Skia wrote it.</param>
    /// <param name="chart">What it shows.</param>
    /// <param name="height">In pixels.</param>
    /// <returns>The whole file.</returns>
    public static byte[] Of(string drawn, Chart chart, int height)
    {
        var root = XElement.Parse(drawn);
        root.SetAttributeValue("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {PlotSize.Width} {height}"));
        root.SetAttributeValue("role", "img");
        root.AddFirst(
            new XElement(Svg + "title", PlotText.Printable(chart.Title)),
            new XElement(Svg + "desc", PlotText.Printable(chart.Subtitle)));
        foreach (var text in root.Descendants(Svg + "text"))
        {
            Rewrite(text);
        }

        return Encoding.UTF8.GetBytes(root.ToString());
    }

    // Skia gives each character a place, which is right for its own font alone. Another one is fitted into the length.
    private static void Rewrite(XElement text)
    {
        text.Value = text.Value.Trim();
        text.SetAttributeValue("font-family", $"{PlotFont.Family}, Arial, Helvetica, sans-serif");
        foreach (var place in new[] { text.Attribute("x"), text.Attribute("y") }.OfType<XAttribute>())
        {
            place.Value = place.Value.Split(',')[0];
        }

        var size = float.Parse(text.Attribute("font-size")!.Value, CultureInfo.InvariantCulture);
        var length = PlotFont.Width(text.Value, size, isBold: text.Attribute("font-weight") is not null);
        text.SetAttributeValue("textLength", length.ToString("0.##", CultureInfo.InvariantCulture));
        text.SetAttributeValue("lengthAdjust", "spacingAndGlyphs");
    }
}
