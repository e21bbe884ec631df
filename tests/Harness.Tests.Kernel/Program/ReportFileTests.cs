using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Harness.Tests.Kernel.Program;

/// <summary>Charts as files, drawn by the program.</summary>
public sealed class ReportFileTests : IDisposable
{
    // As on a machine on which nobody ever looked at a picture.
    private const string WithoutFonts = """
        for fonts in /usr/share/fonts /usr/local/share/fonts /etc/fonts; do
          [ ! -d $fonts ] || mount -t tmpfs none $fonts || exit 1
        done
        exec env -u DISPLAY -u HOME "$@"
        """;

    // A dashed line with a mark at each point: ScottPlot's order of drawing made Skia complain on stderr.
    private const string Occupancy = """
        {
          "ports": 1000,
          "low_us": { "count": 9, "p50": 10, "p90": 20, "p99": 20, "max": 20, "curve": [] },
          "high_us": { "count": 9, "p50": 100, "p90": 200, "p99": 200, "max": 200, "curve": [] },
          "points": [
            { "from": 0, "to": 0.05, "count": 9, "p50": 10, "p90": 20 },
            { "from": 0.5, "to": 0.55, "count": 9, "p50": 100, "p90": 200 }
          ]
        }
        """;

    private readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public async Task OnAMachineWithoutAFontOrADisplay_EveryChartIsDrawn_WithItsWords_AndNothingElseIsSaid()
    {
        var folder = ExampleRun.ServerFirst().WriteTo(temp.Path);
        var path = Path.Combine(folder, "summary.json");
        var summary = JsonNode.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))!;
        summary["trials"]![0]!["connect_by_occupancy"] = JsonNode.Parse(Occupancy);
        await File.WriteAllTextAsync(path, summary.ToJsonString(), TestContext.Current.CancellationToken);

        using var program = HarnessProgram.Start(
            ["report", folder, "--svg", "--png", "--plotter", "scottplot"],
            ["unshare", "--user", "--map-root-user", "--mount", "--", "sh", "-c", WithoutFonts, "sh"]);
        var ended = (await program.EndAsync()).ShouldExitWith(0);

        ended.Error.ShouldBeEmpty();
        string[] charts = ["time_wait", "rate", "latency", "occupancy"];
        var files = ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        files.Select(Path.GetFileName).ShouldBe(["report.html", .. charts.Select(c => $"{c}.svg"), .. charts.Select(c => $"{c}.png")]);
        var words = XDocument.Load(files.Single(f => f.EndsWith("occupancy.svg", StringComparison.Ordinal)))
            .Descendants().Where(e => e.Name.LocalName == "text").ToList();
        words.Select(w => w.Value).ShouldContain("90th percentile");
        words.ShouldAllBe(w => double.Parse(w.Attribute("textLength")!.Value) > 0);

        // A chart without a word is far smaller.
        files.Where(f => f.EndsWith(".png", StringComparison.Ordinal)).ShouldAllBe(f => new FileInfo(f).Length > 20_000);
    }
}
