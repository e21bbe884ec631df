using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Harness.Reporting.Charts.Plotting;

/// <summary>
/// What Skia draws as SVG, made fit to be shown elsewhere: it names no size to scale from, and only a font that the reader may not have.
/// </summary>
internal static partial class SvgFile
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    // Skia has names for some colours.
    private static readonly Dictionary<string, string> Words = Palette.Light
        .Where(c => c.Key is not ("page" or "band"))
        .Select(c => (Colour: c.Value is "#FFFFFF" ? "white" : c.Value, Word: $"var(--{c.Key})"))
        .DistinctBy(c => c.Colour)
        .ToDictionary(c => c.Colour, c => c.Word);


    /// <param name="drawn">As Skia wrote it.</param>
    /// <param name="chart">What it shows.</param>
    /// <param name="height">In pixels.</param>
    /// <returns>The root of the file.</returns>
    public static XElement Of(string drawn, Chart chart, int height)
    {
        var root = XElement.Parse(drawn);
        root.SetAttributeValue("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {PlotSize.Width} {height}"));
        root.SetAttributeValue("role", "img");
        root.AddFirst(
            new XElement(Svg + "title", PlotText.Printable(chart.Title)),
            new XElement(Svg + "desc", PlotText.Printable(chart.Subtitle)));
        Join(root);
        foreach (var text in root.Descendants(Svg + "text"))
        {
            Rewrite(text);
        }

        return root;
    }

    /// <summary>For a page, whose style sheet has the colours: as wide as there is room, without the title that stands above.</summary>
    /// <param name="root">In the light colours.</param>
    public static XElement InPage(XElement root)
    {
        root.SetAttributeValue("width", null);
        root.SetAttributeValue("height", null);
        root.SetAttributeValue("role", null);
        root.SetAttributeValue("aria-hidden", "true");
        root.Elements().Where(e => e.Name.LocalName is "title" or "desc").ToList().ForEach(e => e.Remove());
        foreach (var colour in root.Descendants().Attributes().Where(a => a.Name.LocalName is "fill" or "stroke"))
        {
            colour.Value = Words.GetValueOrDefault(colour.Value, colour.Value);
        }

        foreach (var path in root.Descendants().Attributes("d"))
        {
            path.Value = Fraction().Replace(path.Value, "");
        }

        return root;
    }

    // Skia draws each tick alone: neighbours that look the same become one path.
    private static void Join(XElement root)
    {
        foreach (var path in root.Descendants(Svg + "path").ToList())
        {
            if (path.PreviousNode is XElement before && before.Name == path.Name && Look(before) == Look(path))
            {
                path.SetAttributeValue("d", before.Attribute("d")!.Value + path.Attribute("d")!.Value);
                before.Remove();
            }
        }

        // What is filled may overlap, and then looks otherwise together than alone.
        static string Look(XElement path) => path.Attribute("fill")?.Value == "none"
            ? string.Join(' ', path.Attributes().Where(a => a.Name != "d"))
            : path.Attribute("d")!.Value;
    }

    // Tenths of a pixel are enough.
    [GeneratedRegex(@"(?<=\.\d)\d+", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Fraction();

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
