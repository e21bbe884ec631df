using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Harness.Reporting.Charts.Plotting;

/// <summary>Takes from a picture for a page what the eye does not miss: three quarters are what Skia says of each tick and label.</summary>
internal static partial class SlimSvg
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private const double ShortestTick = 2.5;

    // Inherited from the root, or the default.
    private static readonly (string Name, string Value)[] Usual = [("font-size", "12"), ("stroke-miterlimit", "4"), ("stroke-width", "1")];

    /// <param name="root">As <see cref="SvgFile.InPage"/> left it.</param>
    /// <param name="id">Of the picture, alone in its page, for what is referred to by an id.</param>
    public static XElement Of(XElement root, string id)
    {
        ShareClips(root, id);
        foreach (var text in root.Descendants(Svg + "text"))
        {
            Place(text);
        }

        foreach (var attribute in root.Descendants().Attributes().Where(a => Usual.Contains((a.Name.LocalName, a.Value))).ToList())
        {
            attribute.Remove();
        }

        JoinTicks(root);
        foreach (var number in root.Descendants().Attributes().Where(a => a.Name.LocalName is "d" or "x" or "y" or "width" or "height"))
        {
            var isAxis = number.Parent!.Attribute("stroke")?.Value == "var(--muted)";
            number.Value = Straight().Replace(WholeTenths().Replace(number.Value, ""), line => Straightened(line, isAxis));
        }

        root.Descendants(Svg + "path").Where(p => p.Attribute("d")!.Value.Length == 0).ToList().ForEach(p => p.Remove());

        root.SetAttributeValue("font-size", "12");
        return root;
    }

    // The same rectangle is cut out for each line; and another picture's must not be taken for it.
    private static void ShareClips(XElement root, string id)
    {
        var shared = new Dictionary<string, string>(StringComparer.Ordinal);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var clip in root.Descendants(Svg + "clipPath").ToList())
        {
            var shape = string.Concat(clip.Elements());
            names[$"url(#{clip.Attribute("id")!.Value})"] = $"url(#{shared.GetValueOrDefault(shape, $"{id}-{shared.Count}")})";
            if (shared.TryAdd(shape, $"{id}-{shared.Count}"))
            {
                clip.SetAttributeValue("id", shared[shape]);
            }
            else
            {
                clip.Remove();
            }
        }

        foreach (var use in root.Descendants().Attributes("clip-path"))
        {
            use.Value = names.GetValueOrDefault(use.Value, use.Value);
        }
    }

    // The page's own font, fitted into the length of ours.
    private static void Place(XElement text)
    {
        text.SetAttributeValue("font-family", null);
        text.SetAttributeValue("lengthAdjust", null);
        text.SetAttributeValue("textLength", Tenths(Number(text.Attribute("textLength")!.Value)));
        if (Moved().Match(text.Attribute("transform")?.Value ?? "") is { Success: true } by)
        {
            text.SetAttributeValue("x", Tenths(Number(by.Groups["x"].Value) + Number(text.Attribute("x")?.Value ?? "0")));
            text.SetAttributeValue("y", Tenths(Number(by.Groups["y"].Value) + Number(text.Attribute("y")?.Value ?? "0")));
            text.SetAttributeValue("transform", null);
        }
    }

    // Between the ticks of an axis are their labels, which lie beside them.
    private static void JoinTicks(XElement root)
    {
        foreach (var path in root.Descendants(Svg + "path").Where(p => p.Attribute("fill")?.Value == "none").ToList())
        {
            var before = path.ElementsBeforeSelf().Reverse().SkipWhile(e => e.Name == Svg + "text").FirstOrDefault();
            if (before?.Name == path.Name && Look(before) == Look(path))
            {
                path.SetAttributeValue("d", before.Attribute("d")!.Value + path.Attribute("d")!.Value);
                before.Remove();
            }
        }

        static string Look(XElement path) => string.Join(' ', path.Attributes().Where(a => a.Name != "d"));
    }

    // The ticks of an axis between those that have a number are left out.
    private static string Straightened(Match line, bool isAxis)
    {
        var (isUp, begin) = (line.Groups["y2"].Success, line.Groups["begin"].Value);
        var (from, to) = isUp ? (line.Groups["y"].Value, line.Groups["y2"].Value) : (line.Groups["x"].Value, line.Groups["x2"].Value);
        return isAxis && Math.Abs(Number(to) - Number(from)) < ShortestTick ? "" : $"{begin}{(isUp ? 'V' : 'H')}{to}";
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Tenths(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^translate\((?<x>[-0-9.]+) (?<y>[-0-9.]+)\)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Moved();

    // A tick, or a line of the grid: straight up or across.
    [GeneratedRegex(
        @"(?<begin>M(?<x>[-0-9.]+) (?<y>[-0-9.]+))L(\k<x> (?<y2>[-0-9.]+)|(?<x2>[-0-9.]+) \k<y>)(?=M|$)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Straight();

    [GeneratedRegex(@"(?<=\d)\.0+(?!\d)|(?<=\.\d)\d+", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex WholeTenths();
}
