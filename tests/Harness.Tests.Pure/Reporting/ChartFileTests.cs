using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Harness.Analysis.Comparing;
using Harness.Reporting;
using Harness.Reporting.Charts;
using Harness.Reporting.Charts.Plotting;
using Harness.Reporting.Folders;
using SkiaSharp;

namespace Harness.Tests.Reporting;

/// <summary>Charts as SVG and PNG files.</summary>
public sealed class ChartFileTests : IDisposable
{
    // Words that a sweep's values may have, and that a result folder of somebody else's may have anywhere.
    private const string Hostile =
        "a < b & \"c\" '</svg>' ]]> <script>alert(1)</script> <!-- "
        + "\u0000\u0001\u000b\u001b[31m\ud800 \uffff \u202e 漢字 \n\t\r\u2028 é µ";

    private readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void EachChart_IsXmlWithALineInTheColourOfEachSeries()
    {
        var folder = ExampleRun.ClientFirstDrained().WriteTo(temp.Path);
        var charts = RunCharts.Of(folder).ToList();

        var files = Report.WriteCharts(new PlainFolder(folder), PlotFormat.Svg, new()).Paths;

        files.Select(Path.GetFileName).ShouldBe(["time_wait.svg", "rate.svg", "latency.svg"]);
        foreach (var (chart, file) in charts.Zip(files))
        {
            var svg = XDocument.Load(file).Root!;
            svg.Name.LocalName.ShouldBe("svg");
            svg.Attribute("viewBox")!.Value.ShouldBe($"0 0 960 {svg.Attribute("height")!.Value}");
            Texts(svg).Select(t => t.Value).ShouldContain(chart.Title);

            // Dashes are drawn as shapes.
            var colours = svg.Descendants().Attributes().Where(a => a.Name.LocalName is "stroke" or "fill").Select(a => a.Value).ToList();
            chart.Lines.ShouldAllBe(l => colours.Contains(Palette.Light[l.Colour]), chart.Id);
            IsWhole(svg);
        }
    }

    [Fact]
    public void EachChart_IsAPictureWithPixelsInTheColourOfEachSeries()
    {
        var folder = ExampleRun.ServerFirst().WriteTo(temp.Path);
        var charts = RunCharts.Of(folder).ToList();

        var files = Report.WriteCharts(new PlainFolder(folder), PlotFormat.Png, new()).Paths;

        files.Select(Path.GetFileName).ShouldBe(charts.Select(c => $"{c.Id}.png"));
        foreach (var (chart, file) in charts.Zip(files))
        {
            using var picture = SKBitmap.Decode(file);
            picture.Width.ShouldBe(1920);
            var pixels = picture.Pixels.ToHashSet();
            chart.Lines.Where(l => !l.Broad).ShouldAllBe(l => pixels.Contains(SKColor.Parse(Palette.Light[l.Colour])), chart.Id);
        }
    }

    [Fact]
    public void AComparison_HasAFileForWhoHoldsWhat_AndOneForEachFigureThatDecides()
    {
        var run = RunReader.Load(ExampleRun.ServerFirst().WriteTo(temp.Path));
        var policy = new SubjectSource("a policy", new Dictionary<string, string>(), [run]);
        var comparison = Comparer.Compare([policy], [], default, isComplete: true);
        string report;
        using (var folder = ComparisonFolder.Create(temp.Path, default, new PlainFiles()))
        {
            report = folder.Write(comparison, isLatest: false);
        }

        var charts = Report.WriteCharts(new PlainFolder(Path.GetDirectoryName(report)!), PlotFormat.Svg, new()).Paths;
        var svg = XDocument.Load(charts[0]).Root!;

        Texts(svg).Select(t => t.Value).ShouldContain("a policy");
        File.Exists(Path.Combine(Path.GetDirectoryName(report)!, "charts", "comparison.svg")).ShouldBeTrue();
        charts.Skip(1).Select(Path.GetFileName).ShouldContain("decides-rates-connections_per_second.svg");
        charts.Skip(1).ShouldAllBe(c => Texts(XDocument.Load(c).Root!).Any(t => t.Value == "a policy"));
    }

    [Fact]
    public void HostileNames_AreTextWhereverTheyStand()
    {
        var names = new Axis.Names([Hostile, "b"], Hostile);
        Chart[] charts =
        [
            new("x", Hostile, Hostile, new Axis.Time(1, Hostile), new Axis.Counts("things"))
            {
                Lines = [new Line(Hostile, "server", [new(0, 1), new(1, 2)])],
                Bands = [new Band(Hostile, 0, 1) { HasRoom = true }],
                Limits = [new Limit(1, Hostile)],
            },
            new("x", Hostile, "", names, new Axis.Durations())
            {
                Lines = [new Line("a", "client", [new(0, 1), new(1, 2)]) { Stroke = Stroke.Dashed }],
            },
            new("x", "", Hostile, new Axis.Counts("things"), names) { Bars = [new Bars(Hostile, "server", [1, 2])] },
        ];

        foreach (var chart in charts)
        {
            var svg = Svg(chart);

            svg.Descendants().Select(e => e.Name.LocalName).ShouldNotContain("script");
            string.Concat(Texts(svg).Select(t => t.Value)).ShouldContain("</svg>");
            Texts(svg).ShouldAllBe(t => !t.Value.Any(char.IsControl) && !t.Value.Any(char.IsSurrogate));
            using var picture = SKBitmap.Decode(Plotter.Draw(chart, PlotFormat.Png, new()));
            picture.Width.ShouldBe(1920);
        }

        Svg(charts[0]).Elements().First(e => e.Name.LocalName == "title").Value.ShouldContain("漢字");
        Texts(Svg(charts[0])).ShouldContain(
            t => t.Value.Contains("��", StringComparison.Ordinal), "what the font lacks does not vanish");
    }

    [Fact]
    public void LongNames_AreWhole()
    {
        var name = string.Join(", ", Enumerable.Range(1, 12).Select(n => $"client.key_{n} = {n}"));
        string[] names = [.. Enumerable.Range(1, 20).Select(n => $"{name}, {n}"), new string('x', 300)];

        IsWhole(Svg(new Chart("x", name + name, name + name + name, new Axis.Counts("things"), new Axis.Names(names))
        {
            Bars = [new Bars(name, "server", [.. names.Select(_ => (double?)1_000_000)])],
        }));
        IsWhole(Svg(new Chart("x", name, name, new Axis.Time(1), new Axis.Percent())
        {
            Lines = [.. names.Select(n => new Line(n, "server", [new(0, 0), new(1, 100)]))],
        }));
    }

    [Fact]
    public void ALineOfOnePoint_AndAChartOfNothing_AreDrawn()
    {
        var point = new Chart("x", "a", "", new Axis.Time(0), new Axis.Counts("things"))
        {
            Lines = [new Line("a", "server", [new(0, 0)]) { Stroke = Stroke.Dashed }],
        };
        var nothing = new Chart("x", "a", "", new Axis.Counts("things"), new Axis.Names([])) { Bars = [new Bars("a", "server", [])] };

        foreach (var chart in new[] { point, nothing })
        {
            Svg(chart).Name.LocalName.ShouldBe("svg");
            Plotter.Draw(chart, PlotFormat.Png, new())[1..4].ShouldBe("PNG"u8.ToArray());
        }
    }

    [Fact]
    public void TheFont_IsOurOwn_AndHasEveryCharacterOfOurWords()
    {
        PlotFont.Has("µ·−–—≤≥×±½²“”’…�").ShouldBeTrue();
        PlotFont.Has("漢").ShouldBeFalse();
        Texts(Svg(new Chart("x", "a", "b", new Axis.Time(1), new Axis.Counts("things"))))
            .ShouldAllBe(t => t.Attribute("font-family")!.Value.StartsWith("Open Sans, "));
    }

    // No word reaches over the edge. A word that stands upright has a matrix.
    private static void IsWhole(XElement svg)
    {
        var width = double.Parse(svg.Attribute("width")!.Value, CultureInfo.InvariantCulture);
        foreach (var text in Texts(svg).Where(t => t.Attribute("transform")!.Value.StartsWith("translate(", StringComparison.Ordinal)))
        {
            var origin = text.Attribute("transform")!.Value["translate(".Length..].Split(' ')[0];
            var from = double.Parse(origin, CultureInfo.InvariantCulture) + Number(text, "x");
            from.ShouldBeGreaterThanOrEqualTo(0, text.Value);
            (from + Number(text, "textLength")).ShouldBeLessThanOrEqualTo(width, text.Value);
        }
    }

    private static double Number(XElement text, string name) => double.Parse(text.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    private static XElement Svg(Chart chart) => XDocument.Parse(Encoding.UTF8.GetString(Plotter.Draw(chart, PlotFormat.Svg, new()))).Root!;

    private static IEnumerable<XElement> Texts(XElement svg) => svg.Descendants().Where(e => e.Name.LocalName == "text");

}
