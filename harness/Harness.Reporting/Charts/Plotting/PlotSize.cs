namespace Harness.Reporting.Charts.Plotting;

/// <summary>How large a chart is drawn as a file, whoever draws it.</summary>
public static class PlotSize
{
    /// <summary>In pixels.</summary>
    public const int Width = 960;

    private const int UsualHeight = 460;

    // A name beside a bar that lies may take two lines.
    private const int HeightOfName = 34;

    /// <summary>In pixels: more where many bars lie one above the other.</summary>
    public static int Height(Chart chart) => Math.Max(UsualHeight, Names(chart) * HeightOfName);

    /// <summary>In pixels, of a chart in the page; null: as all of them.</summary>
    internal static int? HeightInPage(Chart chart) => Names(chart) * HeightOfName is var height && height > UsualHeight ? height : null;

    /// <summary>About as many characters of a subtitle fit beside each other.</summary>
    public const int CharactersPerLine = 140;

    private static int Names(Chart chart) => chart.Y is Axis.Names names ? names.Words.Count : 0;

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
