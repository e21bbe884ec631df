using System.Text.Json;
using System.Text.Json.Nodes;
using Jint;

namespace Harness.Reporting.Charts;

/// <summary>Draws charts as SVG: the same ECharts and the same options as in the page, run in Jint.</summary>
internal sealed class SvgDrawing
{
    private const int Width = 960;
    private const int Height = 460;
    private const int CharactersPerLine = 140;

    private static readonly string Colours = JsonSerializer.Serialize(Palette.Light);

    private readonly Engine engine = new Engine()
        .Execute(Resources.Text("jint.js"))
        .Execute(Resources.Text("echarts.common.min.js"))
        .Execute(Resources.Text("charts.js"));

    public string Draw(Chart chart) =>
        engine.Invoke("drawSvg", WithTitle(chart).ToJsonString(), Colours, Width, Height).AsString();

    /// <summary>In the page the title is a heading; a file has to carry its own.</summary>
    private static JsonObject WithTitle(Chart chart)
    {
        const int lineHeight = 18;
        var lines = Wrap(chart.Subtitle).ToList();
        var below = 40 + (lines.Count * lineHeight);
        var option = chart.Option.DeepClone().AsObject();
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

    private static IEnumerable<string> Wrap(string text)
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
