namespace Harness.Reporting.Charts.Plotting;

/// <summary>How large a chart is drawn.</summary>
internal static class PlotSize
{
    /// <summary>The width of a chart as a file, in pixels.</summary>
    public const int Width = 960;

    /// <summary>About as many characters of a name beside a bar that lies fit where bars still have most of the room.</summary>
    public const int CharactersOfName = 36;

    private const int UsualHeight = 460;

    // What stands above and below the drawing.
    private const int HeightOfWords = 175;

    // A name may take two lines, and often does in the page.
    private const int HeightOfName = 34;
    private const int HeightOfLine = 16;
    private const int HeightBetweenNames = 6;

    /// <summary>In pixels, of a chart as a file with a short legend: more where many bars lie one above the other.</summary>
    public static int Height(Chart chart) => HeightOfWords + HeightOfDrawing(chart);

    /// <summary>In pixels, of the part inside the axes.</summary>
    public static int HeightOfDrawing(Chart chart)
    {
        var names = Names(chart);
        var lines = names.Select(n => PlotText.Wrap(n, CharactersOfName).Count()).DefaultIfEmpty().Max();
        return Math.Max(UsualHeight - HeightOfWords, names.Count * Math.Max(HeightOfName, (lines * HeightOfLine) + HeightBetweenNames));
    }

    /// <summary>In pixels, of a chart in the page; null: as all of them.</summary>
    public static int? HeightInPage(Chart chart) => Names(chart).Count * HeightOfName is var height && height > UsualHeight ? height : null;

    private static IReadOnlyList<string> Names(Chart chart) => chart.Y is Axis.Names names ? names.Words : [];
}
