namespace Harness.Reporting.Charts.Plotting;

/// <summary>How large a chart is drawn.</summary>
internal static class PlotSize
{
    /// <summary>The width of a chart as a file, in pixels.</summary>
    public const int Width = 960;

    /// <summary>Left and right of the words above the drawing, in pixels.</summary>
    public const float Margin = 16;

    /// <summary>Of the letters of axes and legends.</summary>
    public const float TextSize = 12;

    /// <summary>The room for a name beside a bar that lies, in pixels: bars still have most of it.</summary>
    public const float WidthOfName = 230;

    /// <summary>The room for the name of an axis, in pixels: it stands in the middle of the drawing.</summary>
    public const float WidthOfLabel = 560;

    /// <summary>As <see cref="WidthOfName"/>, in the page.</summary>
    public const int WidthOfNameInPage = 190;

    // As report.css has it; of that, the legend and the axis take so much.
    private const int UsualHeightInPage = 340;
    private const int HeightOfWordsInPage = 90;
    private const int UsualHeightOfDrawing = 290;
    private const int LeastHeightOfDrawing = 80;

    // The ticks and the label below the drawing, and some air.
    private const int HeightOfAxis = 62;

    // A name may take two lines, and often does in the page.
    private const int HeightOfName = 34;
    private const int HeightOfLine = 16;
    private const int HeightBetweenNames = 6;

    /// <summary>In pixels, of a chart without a legend or a head: more where many bars lie one above the other.</summary>
    public static int Height(Chart chart) => HeightOfAxis + HeightOfDrawing(chart);

    /// <summary>In pixels, of the part inside the axes.</summary>
    public static int HeightOfDrawing(Chart chart) =>
        Math.Max(HasDots(chart) ? LeastHeightOfDrawing : UsualHeightOfDrawing, HeightOfNames(chart, WidthOfName));

    /// <summary>In pixels, of a chart in the page; null: as all of them.</summary>
    public static int? HeightInPage(Chart chart)
    {
        // The page's own font may be wider.
        var height = HeightOfWordsInPage + HeightOfNames(chart, WidthOfNameInPage * 0.85f);
        return HasDots(chart) || height > UsualHeightInPage ? height : null;
    }

    private static bool HasDots(Chart chart) => chart.Lines.Any(l => l.IsDots);

    private static int HeightOfNames(Chart chart, float width)
    {
        IReadOnlyList<string> names = chart.Y is Axis.Names axis ? axis.Words : [];
        var lines = names.Select(n => PlotText.Lines(n, width, TextSize).Count()).DefaultIfEmpty().Max();
        return names.Count * Math.Max(HeightOfName, (lines * HeightOfLine) + HeightBetweenNames);
    }
}
