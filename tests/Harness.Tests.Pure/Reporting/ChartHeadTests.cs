using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Harness.Reporting.Charts;
using Harness.Reporting.Charts.Plotting;
using SkiaSharp;

namespace Harness.Tests.Pure.Reporting;

/// <summary>The words above the drawing of a chart as a file.</summary>
public sealed class ChartHeadTests : IDisposable
{
    private readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void EveryCaption_StandsUnderItsTitle_FromTheLeftEdge_AndEveryWordOfIt()
    {
        foreach (var chart in Charts())
        {
            var texts = XElement.Parse(Encoding.UTF8.GetString(Plotter.Draw(chart, PlotFormat.Svg, new())))
                .Descendants().Where(e => e.Name.LocalName == "text").ToList();
            var left = texts.Where(t => Left(t) == 16).ToList();
            left[0].Value.ShouldBe(chart.Title);

            var caption = left.Skip(1).TakeWhile(t => chart.Subtitle.Contains(t.Value, StringComparison.Ordinal)).ToList();
            string.Join(' ', caption.Select(t => t.Value)).ShouldBe(chart.Subtitle);
            caption.ShouldAllBe(t => Left(t) + Number(t, "textLength") <= 960 - 16);
            caption.SkipLast(1).ShouldAllBe(t => Number(t, "textLength") > 700, "as much on a line as fits, measured");
            left.Select(Top).ShouldBeInOrder();
            caption.ShouldAllBe(t => t.Attribute("font-weight") == null && Top(t) > Top(left[0]));
        }
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 3)]
    public void AsAPicture_TheWordsTouchNoEdge_InAnyThemeOrSize(bool isDark, int scale)
    {
        foreach (var chart in Charts())
        {
            using var picture = SKBitmap.Decode(Plotter.Draw(chart, PlotFormat.Png, new(isDark, scale)));
            var ground = SKColor.Parse((isDark ? Palette.Dark : Palette.Light)["card"]);

            Rows(picture, 0, 14 * scale).ShouldAllBe(p => p == ground);
            Rows(picture, 14 * scale, picture.Width - (14 * scale)).ShouldContain(p => p != ground);
            Rows(picture, picture.Width - (14 * scale), picture.Width).ShouldAllBe(p => p == ground);
        }

        // The title and two lines of a caption.
        IEnumerable<SKColor> Rows(SKBitmap picture, int from, int to) => Enumerable.Range(0, 70 * scale)
            .SelectMany(y => Enumerable.Range(from, to - from).Select(x => picture.GetPixel(x, y)));
    }

    [Fact]
    public void TheNamesOfPhases_StandBelowTheAxis_InTheFileAndInThePage()
    {
        var chart = RunCharts.Of(ExampleRun.ClientFirstDrained().WriteTo(temp.Path)).First();
        var texts = XElement.Parse(Encoding.UTF8.GetString(Plotter.Draw(chart, PlotFormat.Svg, new())))
            .Descendants().Where(e => e.Name.LocalName == "text").ToList();
        var named = chart.Bands!.Where(b => b.HasRoom).Select(b => b.Name).ToList();

        named.ShouldContain("drain");
        var ticks = texts.Where(t => t.Value is "0" or "10").Max(Top);
        texts.Where(t => named.Contains(t.Value)).Select(t => t.Value).ShouldBe(named);
        texts.Where(t => named.Contains(t.Value)).ShouldAllBe(t => Top(t) > ticks);
        var option = chart.Option();
        var labels = option["series"]![0]!["markArea"]!["data"]!.AsArray().Select(b => b![0]!["label"]!["position"]!.GetValue<string>());
        labels.ShouldAllBe(position => position == "bottom");
        option["grid"]!["bottom"]!.GetValue<int>().ShouldBeGreaterThan(20);
    }

    [Fact]
    public void ACaptionOfManyLines_LeavesTheDrawingAsLargeAsItWas()
    {
        var chart = new Chart("x", "a title", "short", new Axis.Time(1), new Axis.Counts("things"))
        {
            Lines = [new Line("a", "server", [new(0, 0), new(1, 100)])],
        };
        using var drawn = new ChartPlot(chart, new());
        using var longer = new ChartPlot(chart with { Subtitle = string.Join(' ', Enumerable.Repeat("many words", 200)) }, new());

        var (size, of) = (DataSize(drawn), DataSize(longer));

        Math.Abs(size - of).ShouldBeLessThan(3);
        size.ShouldBeGreaterThan(250);
        longer.Height.ShouldBeGreaterThan(drawn.Height + 200);

        static float DataSize(ChartPlot plot)
        {
            plot.Plot.RenderInMemory(PlotSize.Width, plot.Height);
            return plot.Plot.LastRender.DataRect.Height;
        }
    }

    private static double Number(XElement text, string name) => double.Parse(text.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    private static double Left(XElement text) => Place(text, 0) + Number(text, "x");

    private static double Top(XElement text) => Place(text, 1) + Number(text, "y");

    // A word that stands upright has a matrix.
    private static double Place(XElement text, int axis)
    {
        var numbers = (text.Attribute("transform")?.Value ?? "translate(0 0)").Split('(', ' ', ',', ')');
        return numbers[0] == "translate" ? double.Parse(numbers[axis + 1], CultureInfo.InvariantCulture) : double.NaN;
    }

    private List<Chart> Charts() =>
    [
        .. RunCharts.Of(ExampleRun.ClientFirstDrained().WriteTo(temp.Path)),
        .. RunCharts.Of(ExampleRun.Sweep().WriteTo(temp.Path)).Take(4),
    ];
}
