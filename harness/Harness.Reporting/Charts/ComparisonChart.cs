using System.Text.Json.Nodes;
using Harness.Model.Results;

namespace Harness.Reporting.Charts;

/// <summary>The two sides of every policy: TIME_WAITs entered, as bars next to each other.</summary>
internal static class ComparisonChart
{
    public static Chart Build(Comparison comparison)
    {
        // From top to bottom, as they are read: a category axis counts upwards. Names are longer than a column is wide.
        var yAxis = ChartOption.Axis("category", new JsonObject
        {
            ["data"] = new JsonArray([.. comparison.Subjects.Select(s => JsonValue.Create(s.Name))]),
            ["inverse"] = true,
            ["axisLabel"] = new JsonObject { ["color"] = "$text", ["width"] = 190, ["overflow"] = "break", ["lineHeight"] = 15, ["interval"] = 0 },
            ["axisLine"] = ChartOption.Stroke("$muted"),
            ["splitLine"] = new JsonObject { ["show"] = false },
        });
        var option = ChartOption.Create(ChartOption.CountAxis(), yAxis, [Bars(comparison, "server"), Bars(comparison, "client")], ["server", "client"]);
        option["legend"]!["itemStyle"]!["opacity"] = 1;
        return new Chart("comparison", "Who enters the TIME_WAITs", "TIME_WAITs that each side entered in a trial, the median of all.", option);
    }

    private static JsonObject Bars(Comparison comparison, string side) => new()
    {
        ["type"] = "bar",
        ["name"] = side,
        ["color"] = $"${side}",
        ["barMaxWidth"] = 22,
        ["label"] = new JsonObject { ["show"] = true, ["position"] = "right", ["color"] = "$text" },
        ["data"] = new JsonArray([.. comparison.Metrics.Where(m => m.Key == $"{side}.time_wait.entered").SelectMany(m => m.Figures).Select(f => (JsonNode?)f.Median)]),
    };
}
