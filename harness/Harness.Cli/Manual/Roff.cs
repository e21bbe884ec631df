namespace Harness.Cli.Manual;

/// <summary>Text as roff takes it, see groff(7).</summary>
internal static class Roff
{
    /// <summary>Without a meaning of its own: backslashes, and minus signs that are to stay such.</summary>
    public static string Escaped(string text) =>
        text.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal);

    /// <summary>Prose, which the page fills: lines that end wherever they did.</summary>
    public static string Lines(string text) =>
        string.Join('\n', text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Line));

    /// <summary>Lines that stay as they are.</summary>
    public static string Verbatim(string text) => string.Join('\n', text.Split('\n').Select(Line));

    // A dot or an apostrophe at its beginning would make it a request.
    private static string Line(string line) => line is ['.' or '\'', ..] ? $"\\&{Escaped(line)}" : Escaped(line);
}
