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

    /// <summary>As <see cref="Drawable"/>, in lines that fit; a word that is longer is broken.</summary>
    /// <param name="text">What is to be drawn.</param>
    /// <param name="width">Of the longest line, in pixels.</param>
    /// <param name="size">Of the letters.</param>
    /// <param name="isBold">Bold letters are wider.</param>
    public static IEnumerable<string> Lines(string text, float width, float size, bool isBold = false)
    {
        using var font = PlotFont.Of(size, isBold);
        return [.. Folding.Lines(string.Join(' ', Drawable(text).Trim().Split(' ').SelectMany(Broken)), Fits)];

        bool Fits(string line) => font.MeasureText(line) <= width;

        IEnumerable<string> Broken(string word)
        {
            while (!Fits(word) && word.Length > 1)
            {
                var fitting = Math.Max(1, Enumerable.Range(1, word.Length).TakeWhile(n => Fits(word[..n])).LastOrDefault());
                yield return word[..fitting];
                word = word[fitting..];
            }

            yield return word;
        }
    }

    /// <summary>As <see cref="Lines"/>, as one text.</summary>
    public static string Fold(string text, float width, float size, bool isBold = false) =>
        string.Join('\n', Lines(text, width, size, isBold));
}
