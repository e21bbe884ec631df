using System.Text;
using System.Xml.Linq;
using Harness.Reporting;
using Harness.Reporting.Charts;
using Harness.Reporting.Charts.Plotting;
using SkiaSharp;

namespace Harness.Tests.Pure.Reporting;

/// <summary>The same chart in other colours, sizes and places.</summary>
public sealed class PlotStyleTests : IDisposable
{
    private readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void Dark_IsDrawnInTheDarkColours_AndInNoOther()
    {
        foreach (var chart in Charts(ExampleRun.ClientFirstDrained()).Concat(Charts(ExampleRun.Sweep()).Take(1)))
        {
            var svg = Encoding.UTF8.GetString(Plotter.Draw(chart, PlotFormat.Svg, new(IsDark: true)));

            svg.ShouldContain($"<rect fill=\"{Palette.Dark["card"]}\"");
            ColoursOf(XElement.Parse(svg)).ShouldBeSubsetOf([.. Palette.Dark.Values.Select(v => v[..7]), "none"]);
        }
    }

    [Fact]
    public void Light_IsDrawnInTheLightColours_AndInNoOther()
    {
        foreach (var chart in Charts(ExampleRun.ClientFirstDrained()))
        {
            var svg = XElement.Parse(Encoding.UTF8.GetString(Plotter.Draw(chart, PlotFormat.Svg, new())));

            ColoursOf(svg).ShouldBeSubsetOf([.. Palette.Light.Values.Select(v => v[..7]), "white", "none"]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void APng_HasSoManyPixelsForEachOfTheSvg(int scale)
    {
        var chart = Charts(ExampleRun.ServerFirst())[0];
        var svg = XElement.Parse(Encoding.UTF8.GetString(Plotter.Draw(chart, PlotFormat.Svg, new())));
        var (width, height) = ((int)svg.Attribute("width")! * scale, (int)svg.Attribute("height")! * scale);

        using var picture = SKBitmap.Decode(Plotter.Draw(chart, PlotFormat.Png, new(Scale: scale)));

        (picture.Width, picture.Height).ShouldBe((width, height));
        width.ShouldBe(960 * scale);
        // Down to the last row and column: nothing is left out or drawn into a corner.
        picture.GetPixel(width - 1, height - 1).ShouldBe(SKColors.White);
        var below = Enumerable.Range(0, width).Select(x => picture.GetPixel(x, height * 9 / 10));
        below.ShouldContain(p => p != SKColors.White);
    }

    [Fact]
    public void InAPage_ItHasTheColoursOfTheStyleSheet_AndNoWordsThatStandAboveIt()
    {
        foreach (var chart in Charts(ExampleRun.ClientFirstDrained()))
        {
            var svg = Plotter.InPage(chart);

            ColoursOf(XElement.Parse(svg))
                .ShouldBeSubsetOf([.. Palette.Light.Keys.Select(k => $"var(--{k})"), Palette.Light["band"][..7], "none"]);
            svg.ShouldNotContain("font-weight", customMessage: "its title");
            svg.ShouldNotContain(chart.Subtitle.Split('.')[0]);
            chart.Lines.ShouldAllBe(l => svg.Contains($"var(--{l.Colour})"));
            svg.ShouldContain("aria-hidden");
            svg.Length.ShouldBeLessThan(80_000);
        }
    }

    [Fact]
    public void APage_HasPicturesOfItsFirstTrial_AndIsNoLargerThanTheyAndItsLibrary()
    {
        var one = File.ReadAllText(Report.Write(new PlainFolder(ExampleRun.ServerFirst().WriteTo(temp.Path))));
        var several = File.ReadAllText(Report.Write(new PlainFolder(ExampleRun.Sweep().WriteTo(temp.Path))));

        Pictures(one).ShouldBe([true, true, true]);
        Pictures(several).ShouldBe([true, .. Enumerable.Repeat(true, 3), .. Enumerable.Repeat(false, 12)]);
        one.Length.ShouldBeLessThan(400_000);
        several.Length.ShouldBeLessThan(400_000);
        new FileInfo(ExamplePages.Write("kernel", temp.Path)).Length.ShouldBeLessThan(400_000, "all that a trial may show");
    }

    private static IEnumerable<bool> Pictures(string page) =>
        page.Split("data-chart=\"").Skip(1).Select(rest => rest.Split("</section>")[0].Contains("<svg", StringComparison.Ordinal));

    private static IEnumerable<string> ColoursOf(XElement svg) =>
        svg.Descendants().Attributes().Where(a => a.Name.LocalName is "fill" or "stroke").Select(a => a.Value).Distinct();

    private List<Chart> Charts(ExampleRun run) => [.. RunCharts.Of(run.WriteTo(temp.Path))];
}
