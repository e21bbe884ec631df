using ScottPlot;

namespace Harness.Reporting.Charts.Plotting;

/// <summary>How charts look as files.</summary>
/// <param name="IsDark">In the dark colours of <see cref="Palette"/>.</param>
/// <param name="Scale">Pixels of a PNG for each of an SVG, 1 to <see cref="MostScale"/>: print needs more than a screen.</param>
public sealed record PlotStyle(bool IsDark = false, int Scale = PlotStyle.UsualScale)
{
    /// <summary>The scale unless another is asked for: small letters are sharp.</summary>
    public const int UsualScale = 2;

    /// <summary>The largest scale: a picture of 960 by 460 then has 28 million pixels.</summary>
    public const int MostScale = 8;

    private readonly IReadOnlyDictionary<string, string> palette = IsDark ? Palette.Dark : Palette.Light;

    /// <summary>A colour of the palette, as #RRGGBB or #RRGGBBAA.</summary>
    /// <param name="word">Its meaning.</param>
    internal string Hex(string word) => palette[word];

    /// <summary>As <see cref="Hex"/>, for ScottPlot.</summary>
    /// <param name="word">Its meaning.</param>
    internal Color Colour(string word) => Color.FromHex(palette[word]);
}
