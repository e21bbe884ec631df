namespace Harness.Reporting.Charts.Plotting;

/// <summary>How large a chart is drawn as a file, whoever draws it.</summary>
public static class PlotSize
{
    /// <summary>In pixels.</summary>
    public const int Width = 960;

    /// <summary>In pixels.</summary>
    public const int Height = 460;

    /// <summary>About as many characters of a subtitle fit beside each other.</summary>
    public const int CharactersPerLine = 140;

    /// <summary>A subtitle in lines that fit.</summary>
    public static IEnumerable<string> Wrap(string text)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length + word.Length >= CharactersPerLine)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        yield return line;
    }
}
