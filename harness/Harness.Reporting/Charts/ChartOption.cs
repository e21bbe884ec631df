using System.Text.Json.Nodes;

namespace Harness.Reporting.Charts;

/// <summary>What all charts have in common. Pure data without functions, because the same option is drawn in browsers and in Jint.</summary>
internal static class ChartOption
{
    // ECharts measures text by itself: without an explicit line height the rows of a legend or a title overlap in SVG files.
    private const int LineHeight = 18;

    public static JsonObject Create(JsonObject xAxis, JsonObject yAxis, IEnumerable<JsonObject> series, IEnumerable<string> legend) => new()
    {
        ["animation"] = false,
        ["textStyle"] = Text("$text"),
        ["legend"] = new JsonObject
        {
            // On its own row above the drawing, scrolled where it is too long for a narrow screen.
            ["type"] = "scroll", ["top"] = 0, ["left"] = 0, ["right"] = 0, ["itemGap"] = 18, ["itemWidth"] = 22, ["itemHeight"] = 10,

            // A line's sample shows its dashes, not its points.
            ["itemStyle"] = new JsonObject { ["opacity"] = 0 },
            ["data"] = new JsonArray([.. legend.Select(name => JsonValue.Create(name))]),
            ["textStyle"] = Text("$text"), ["pageTextStyle"] = Text("$muted"), ["pageIconColor"] = "$text", ["pageIconInactiveColor"] = "$line",
        },
        ["grid"] = new JsonObject { ["top"] = 48, ["left"] = 6, ["right"] = 16, ["bottom"] = 6, ["outerBoundsMode"] = "same", ["outerBoundsContain"] = "all" },
        ["tooltip"] = new JsonObject
        {
            ["trigger"] = "axis", ["confine"] = true, ["backgroundColor"] = "$card", ["borderColor"] = "$line", ["textStyle"] = Text("$text"),
        },
        ["xAxis"] = xAxis,
        ["yAxis"] = yAxis,
        ["series"] = new JsonArray([.. series]),
    };

    /// <summary>Seconds since sampling began.</summary>
    public static JsonObject TimeAxis(double endSeconds) => Axis("value", new JsonObject
    {
        ["min"] = 0, ["max"] = endSeconds > 0 ? endSeconds : 1,
        ["axisLabel"] = new JsonObject { ["formatter"] = "{value} s", ["color"] = "$muted", ["hideOverlap"] = true, ["showMaxLabel"] = false },
        ["axisPointer"] = new JsonObject { ["label"] = new JsonObject { ["formatter"] = "{value} s", ["precision"] = 2 } },
        ["splitLine"] = new JsonObject { ["show"] = false },
        ["axisLine"] = Stroke("$muted"),
    });

    public static JsonObject CountAxis() => Axis("value", new JsonObject { ["min"] = 0, ["minInterval"] = 1 });

    public static JsonObject Axis(string type, JsonObject rest)
    {
        var axis = new JsonObject
        {
            ["type"] = type,
            ["axisLabel"] = new JsonObject { ["color"] = "$muted", ["hideOverlap"] = true },
            ["splitLine"] = Stroke("$line"),
            ["axisTick"] = new JsonObject { ["show"] = false },
        };
        foreach (var (key, value) in rest)
        {
            axis[key] = value?.DeepClone();
        }

        return axis;
    }

    public static JsonObject Text(string colour) => new() { ["color"] = colour, ["fontSize"] = 13, ["lineHeight"] = LineHeight };

    public static JsonObject Stroke(string colour) => new() { ["show"] = true, ["lineStyle"] = new JsonObject { ["color"] = colour } };
}
