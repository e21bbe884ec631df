using System.Text.Json.Nodes;

namespace Harness.Reporting.Charts.ECharts;

/// <summary>
/// A chart as an ECharts option, without a title, for the page. A colour is a word such as <c>$server</c>, which <see cref="Palette"/>
/// gives a value, light or dark.
/// </summary>
internal static class ChartOption
{
    // Without an explicit line height the rows of a legend may overlap.
    private const int LineHeight = 18;

    // Below the figures of the axis.
    private const int RoomForBands = 24;

    // Beside the longest bar, which may end where the axis does.
    private const int RoomForFigure = 80;

    public static JsonObject Of(Chart chart)
    {
        var option = new JsonObject
        {
            ["animation"] = false,
            ["textStyle"] = Text("$text"),
            ["legend"] = new JsonObject
            {
                // Above the drawing, on as many rows as it needs: report.js lowers the drawing.
                ["top"] = 0, ["left"] = 0, ["right"] = 0, ["itemGap"] = 18, ["itemWidth"] = 22, ["itemHeight"] = 10,

                // A line's sample shows its dashes, not its points.
                ["itemStyle"] = new JsonObject { ["opacity"] = chart.Bars.Count > 0 ? 1 : 0 },
                ["data"] = new JsonArray([.. chart.Legend.Select(name => JsonValue.Create(name))]),
                ["textStyle"] = Text("$text"),
            },
            ["grid"] = new JsonObject
            {
                ["top"] = chart.Legend.Any() ? 48 : 16, ["left"] = 6,
                ["right"] = chart.Bars.Count > 0 && chart.X is Axis.Counts ? RoomForFigure : 16,
                ["bottom"] = chart.Bands?.Any(b => b.HasRoom) == true ? RoomForBands : 6,
                ["outerBoundsMode"] = "same", ["outerBoundsContain"] = "all",
            },
            ["tooltip"] = new JsonObject
            {
                ["trigger"] = "axis", ["confine"] = true,
                ["backgroundColor"] = "$card", ["borderColor"] = "$line", ["textStyle"] = Text("$text"),
            },
            ["xAxis"] = AxisOption.Across(chart.X),
            ["yAxis"] = AxisOption.Upwards(chart.Y, chart.X),
            ["series"] = new JsonArray(
            [
                .. Background.Of(chart),
                .. chart.Lines.SelectMany(l => LineOption.All(l, chart.X)),
                .. chart.Bars.Select(b => BarOption(b, chart.X)),
            ]),
        };
        if (chart.Lines.Any(l => l.Marks.Count > 0))
        {
            option["tooltip"]!["trigger"] = "item";
            option["tooltip"]!["formatter"] = "{b}";
        }

        if (chart.Lines.Any(l => l.Parts.Count > 0))
        {
            option["tooltip"]!["formatter"] = "@parts";
        }

        return option;
    }

    private static JsonObject Text(string colour) => new() { ["color"] = colour, ["fontSize"] = 13, ["lineHeight"] = LineHeight };

    private static JsonObject BarOption(Bars bars, Axis values)
    {
        var option = new JsonObject { ["type"] = "bar", ["name"] = bars.Name, ["color"] = $"${bars.Colour}", ["barMaxWidth"] = 22 };
        if (values is Axis.Percent)
        {
            option["stack"] = "share";
        }
        else
        {
            option["label"] = new JsonObject { ["show"] = true, ["position"] = "right", ["color"] = "$text", ["formatter"] = "@count" };
        }

        option["data"] = new JsonArray([.. bars.Values.Select(v => (JsonNode?)v)]);
        return option;
    }
}
