using System.Globalization;
using System.Text;
using Harness.Analysis.Words;

namespace Harness.Reporting.Charts.Plotting;

/// <summary>Text as it can be drawn: the names of a sweep's values are the user's.</summary>
internal static class PlotText
{
    /// <summary>
    /// On one line: control and format characters become spaces, halves of characters the replacement character. XML has neither.
    /// </summary>
    public static string Printable(string text)
    {
        var printable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            var isControl = category is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            printable.Append(isControl || rune.Value is 0xFFFE or 0xFFFF ? " " : rune.ToString());
        }

        return printable.ToString();
    }

    /// <summary>As <see cref="Printable"/>; a character that the font lacks would vanish, and becomes the replacement character.</summary>
    public static string Drawable(string text)
    {
        var printable = Printable(text);
        return PlotFont.Has(printable)
            ? printable
            : string.Concat(printable.EnumerateRunes().Select(r => PlotFont.Has(r.ToString()) ? r : Rune.ReplacementChar));
    }

    /// <summary>In lines of at most <paramref name="width"/> characters; a word that is longer is broken.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        var words = text.Trim().Split(' ').SelectMany(w => w.Length > width ? w.Chunk(width).Select(c => new string(c)) : [w]);
        return Folding.Lines(string.Join(' ', words), width);
    }

    /// <summary>As <see cref="Drawable"/>, in lines.</summary>
    public static string Lines(string text, int width) => string.Join('\n', Wrap(Drawable(text), width));
}
