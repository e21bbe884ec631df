using System.Text.Json.Nodes;
using Harness.Reporting.Words;

namespace Harness.Reporting.Charts;

/// <summary>Who closed first, trial by trial, as shares of all connections.</summary>
internal static class TrialsChart
{
    public static Chart Build(IReadOnlyList<TrialRecord> trials)
    {
        var classes = CloseClass.All.Where(c => trials.Any(t => c.Count(t.Summary.ClosedFirst) > 0)).ToList();
        var xAxis = ChartOption.Axis("category", new JsonObject
        {
            ["data"] = new JsonArray([.. trials.Select(t => JsonValue.Create(t.Label))]),
            ["axisLine"] = ChartOption.Stroke("$muted"),
            ["splitLine"] = new JsonObject { ["show"] = false },
        });
        var yAxis = ChartOption.Axis("value", new JsonObject
        {
            ["min"] = 0, ["max"] = 100,
            ["axisLabel"] = new JsonObject { ["formatter"] = "{value} %", ["color"] = "$muted" },
        });
        var option = ChartOption.Create(xAxis, yAxis, classes.Select(c => Bars(c, trials)), classes.Select(c => c.Name));
        option["legend"]!["itemStyle"]!["opacity"] = 1;
        return new Chart(
            "trials",
            "Who closed first, trial by trial",
            "Share of the connections of each trial.",
            option);
    }

    private static JsonObject Bars(CloseClass closeClass, IReadOnlyList<TrialRecord> trials) => new()
    {
        ["type"] = "bar",
        ["name"] = closeClass.Name,
        ["stack"] = "share",
        ["color"] = $"${closeClass.Colour}",
        ["barMaxWidth"] = 56,
        ["data"] = new JsonArray([.. trials.Select(t => JsonValue.Create(Math.Round(closeClass.Share(t.Summary.ClosedFirst) * 100, 1)))]),
    };
}
