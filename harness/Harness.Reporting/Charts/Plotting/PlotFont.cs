using System.Runtime.CompilerServices;
using ScottPlot;
using SkiaSharp;

namespace Harness.Reporting.Charts.Plotting;

/// <summary>
/// The font of charts as files, embedded: the same letters on every machine. Without it ScottPlot takes whichever font the system lists
/// first, and where there is none, as on a bare server, draws charts without a word.
/// </summary>
internal sealed class PlotFont : IFontResolver
{
    /// <summary>The family, as it stands in the font files.</summary>
    public const string Family = "Open Sans";

    private static readonly Lazy<SKTypeface> Regular = new(() => Load("OpenSans_400Regular.ttf"));
    private static readonly Lazy<SKTypeface> Bold = new(() => Load("OpenSans_700Bold.ttf"));

    // ScottPlot keeps its fonts in static members.
    static PlotFont()
    {
        Fonts.FontResolvers.Clear();
        Fonts.FontResolvers.Add(new PlotFont());
        Fonts.Default = Family;
    }

    private PlotFont()
    {
    }

    /// <summary>Makes it the font of all plots. Before the first one.</summary>
    public static void Use() => RuntimeHelpers.RunClassConstructor(typeof(PlotFont).TypeHandle);

    /// <summary>Whether it can draw every character of <paramref name="text"/>.</summary>
    public static bool Has(string text) => Regular.Value.ContainsGlyphs(text) && Bold.Value.ContainsGlyphs(text);

    /// <summary>How wide it draws <paramref name="text"/>, in pixels.</summary>
    public static float Width(string text, float size, bool isBold)
    {
        using var font = Of(size, isBold);
        return font.MeasureText(text);
    }

    /// <summary>The font in one size.</summary>
    public static SKFont Of(float size, bool isBold) => new(isBold ? Bold.Value : Regular.Value, size);

    /// <inheritdoc/>
    public SKTypeface CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        weight >= FontWeight.SemiBold ? Bold.Value : Regular.Value;

    /// <inheritdoc/>
    public SKTypeface CreateTypeface(string fontName, bool bold, bool italic) => bold ? Bold.Value : Regular.Value;

    private static SKTypeface Load(string name)
    {
        using var data = SKData.CreateCopy(Resources.Bytes(name));
        return SKTypeface.FromData(data);
    }
}
