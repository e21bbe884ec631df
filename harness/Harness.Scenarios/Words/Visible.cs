using System.Globalization;
using System.Text;

namespace Harness.Scenarios.Words;

/// <summary>
/// Text from outside as it may be shown. A control character could clear a screen, forge a line of the output, or turn the order of
/// letters round (U+202E): it is written as an escape, as git and ls do.
/// </summary>
public static class Visible
{
    private const int LongestLine = 2000;
    private const int LongestValue = 60;

    /// <summary>On one line: a line break is an escape, too. What is longer than anybody reads is cut.</summary>
    public static string Line(string text) => Escaped(Cut(text, LongestLine), keepsLines: false);

    /// <summary>On as many lines as it has.</summary>
    public static string Text(string text) => Escaped(text, keepsLines: true);

    /// <summary>A short value in quotes, cut when it is long.</summary>
    public static string Quoted(string value) => $"'{Cut(value, LongestValue)}'";

    /// <summary>Whether the character is shown as an escape.</summary>
    public static bool IsHidden(char c) => char.GetUnicodeCategory(c)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string Cut(string text, int longest) => text.Length > longest ? $"{text[..longest]}..." : text;

    private static string Escaped(string text, bool keepsLines)
    {
        if (!text.Any(c => IsEscaped(c, keepsLines)))
        {
            return text;
        }

        var shown = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            _ = IsEscaped(c, keepsLines) ? shown.Append(Escape(c)) : shown.Append(c);
        }

        return shown.ToString();
    }

    private static bool IsEscaped(char c, bool keepsLines) => IsHidden(c) && !(keepsLines && c is '\n' or '\t');

    // From 0x7f on as JSON and YAML read it, too: they leave such characters in a string as they are.
    private static string Escape(char c) => c switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        < ' ' => $"\\x{(int)c:x2}",
        _ => $"\\u{(int)c:x4}",
    };
}
