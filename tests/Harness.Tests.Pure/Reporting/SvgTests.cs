using System.Text;
using System.Xml.Linq;
using Harness.Reporting;
using Harness.Reporting.Charts;
using Harness.Reporting.Charts.ECharts;
using Harness.Reporting.Charts.Plotting;

namespace Harness.Tests.Pure.Reporting;

public sealed class SvgTests : IDisposable
{
    private readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void EachChart_IsXmlWithALineInTheColourOfEachSeries()
    {
        var folder = ExampleRun.ClientFirstDrained().WriteTo(temp.Path);
        var charts = RunCharts.Of(TrialRecord.Of(RunRecord.Load(folder)), run: null).ToList();

        var files = Report.WriteCharts(new PlainFolder(folder), new EChartsPlotter(), PlotFormat.Svg);

        files.Select(Path.GetFileName).ShouldBe(["time_wait.svg", "states_server.svg", "states_client.svg", "rate.svg", "latency.svg"]);
        foreach (var (chart, file) in charts.Zip(files))
        {
            var svg = XDocument.Load(file).Root!;
            svg.Name.LocalName.ShouldBe("svg");
            svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value).ShouldContain(chart.Title);

            // A series' line has many points; axes and samples of a legend have few.
            var lines = svg.Descendants()
                .Where(e => e.Name.LocalName == "path" && e.Attribute("fill")?.Value == "none" && e.Attribute("d")!.Value.Split(' ').Length > 12)
                .Select(e => e.Attribute("stroke")!.Value)
                .ToList();
            var drawn = ChartOption.Of(chart)["series"]!.AsArray().Where(s => s!["data"]!.AsArray().Count > 0).Select(s => Palette.Light[s!["color"]!.GetValue<string>()[1..]]).ToList();
            drawn.ShouldNotBeEmpty();
            lines.Order().ShouldBe(drawn.Order(), $"{chart.Id}");
        }
    }

    [Fact]
    public void TitleWithMarkup_IsText()
    {
        var chart = new Chart("x", "a < b & \"c\" </svg>", "<script>", new Axis.Time(1), new Axis.Counts()) { Lines = [new Line("<b>", "server", [new(0, 1), new(1, 2)])] };

        var svg = XDocument.Parse(Encoding.UTF8.GetString(new EChartsPlotter().Draw(chart, PlotFormat.Svg)));
        svg.Descendants().Select(e => e.Value).ShouldContain("a < b & \"c\" </svg>");
        svg.Descendants().ShouldNotContain(e => e.Name.LocalName == "script");
    }
}
