using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Reporting.Charts.Plotting;
using Jint;

namespace Harness.Reporting.Charts.ECharts;

/// <summary>Draws charts as SVG: the same ECharts and the same options as in the page, run in Jint. Takes one to two seconds a chart.</summary>
public sealed class EChartsPlotter : IPlotter
{
    private static readonly string Colours = JsonSerializer.Serialize(Palette.Light);

    // Reading ECharts takes half a second of CPU: only whoever draws pays for it.
    private readonly Lazy<Engine> engine = new(() => new Engine()
        .Execute(Resources.Text("jint.js"))
        .Execute(Resources.Text("echarts.common.min.js"))
        .Execute(Resources.Text("charts.js")));

    /// <inheritdoc/>
    public string Name => "echarts";

    /// <inheritdoc/>
    public IReadOnlyList<PlotFormat> Formats { get; } = [PlotFormat.Svg];

    /// <inheritdoc/>
    public byte[] Draw(Chart chart, PlotFormat format) =>
        Encoding.UTF8.GetBytes(engine.Value.Invoke("drawSvg", WithTitle(chart).ToJsonString(), Colours, PlotSize.Width, PlotSize.Height(chart)).AsString());

    /// <summary>In the page the title is a heading; a file has to carry its own.</summary>
    private static JsonObject WithTitle(Chart chart)
    {
        const int lineHeight = 18;
        var lines = PlotSize.Wrap(chart.Subtitle).ToList();
        var below = 40 + (lines.Count * lineHeight);
        var option = ChartOption.Of(chart);
        option["backgroundColor"] = "$card";
        option["title"] = new JsonObject
        {
            ["text"] = chart.Title, ["subtext"] = string.Join('\n', lines), ["left"] = 16, ["top"] = 12, ["itemGap"] = 6, ["padding"] = 0,
            ["textStyle"] = new JsonObject { ["color"] = "$text", ["fontSize"] = 17, ["lineHeight"] = 22 },
            ["subtextStyle"] = new JsonObject { ["color"] = "$muted", ["fontSize"] = 12, ["lineHeight"] = lineHeight },
        };
        Place(option["legend"]!.AsObject(), below + 8, 12);
        Place(option["grid"]!.AsObject(), below + 56, 16);
        option["grid"]!["bottom"] = 14;
        return option;
    }

    private static void Place(JsonObject part, int top, int margin) => (part["top"], part["left"], part["right"]) = (top, margin, margin);
}
