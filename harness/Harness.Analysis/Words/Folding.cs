namespace Harness.Analysis.Words;

/// <summary>Folds text between its words.</summary>
public static class Folding
{
    /// <summary>The lines of one paragraph. A word that is longer than a line stands alone, and is never cut.</summary>
    /// <param name="text">What stands before its first word stands before each line.</param>
    /// <param name="width">Characters of a line.</param>
    public static IEnumerable<string> Lines(string text, int width) => Lines(text, line => line.Length <= width);

    /// <summary>As <see cref="Lines(string, int)"/>, where characters are not equally wide.</summary>
    /// <param name="text">What stands before its first word stands before each line.</param>
    /// <param name="fits">Whether a line is short enough.</param>
    public static IEnumerable<string> Lines(string text, Func<string, bool> fits)
    {
        var indent = text[..^text.TrimStart(' ').Length];
        var line = indent;
        foreach (var word in text[indent.Length..].Split(' '))
        {
            if (line.Length > indent.Length && !fits($"{line} {word}"))
            {
                yield return line;
                line = indent;
            }

            line += line.Length > indent.Length ? $" {word}" : word;
        }

        yield return line;
    }
}
