using System.Text.Json.Nodes;
using Harness.Model.Results;
using Harness.Reporting.Words;

namespace Harness.Reporting.Charts;

/// <summary>connect() against the share of the client's ports that TIME_WAITs hold.</summary>
internal static class OccupancyChart
{
    /// <returns>Null where too few ports were ever held.</returns>
    public static Chart? Build(TrialRecord trial)
    {
        if (trial.Summary.ConnectByOccupancy is not { } occupancy)
        {
            return null;
        }

        var xAxis = ChartOption.Axis("value", new JsonObject
        {
            ["name"] = "share of the client's ports that TIME_WAITs hold", ["nameLocation"] = "middle", ["nameGap"] = 30,
            ["nameTextStyle"] = new JsonObject { ["color"] = "$muted", ["lineHeight"] = 18 },
            ["min"] = 0, ["max"] = 100,
            ["axisLabel"] = new JsonObject { ["formatter"] = "{value} %", ["color"] = "$muted", ["hideOverlap"] = true },
            ["splitLine"] = new JsonObject { ["show"] = false },
            ["axisLine"] = ChartOption.Stroke("$muted"),
        });
        var yAxis = ChartOption.Axis("log", new JsonObject { ["axisLabel"] = new JsonObject { ["formatter"] = "{value} µs", ["color"] = "$muted" } });
        (string Name, bool Dashed, Func<OccupancyPoint, double> Value)[] lines = [("median", false, p => p.P50), ("90th percentile", true, p => p.P90)];
        var option = ChartOption.Create(xAxis, yAxis, lines.Select(l => Line(occupancy, l.Name, l.Dashed, l.Value)), lines.Select(l => l.Name));
        option["tooltip"]!["trigger"] = "item";
        option["tooltip"]!["formatter"] = "{b}";
        return new Chart(
            trial.ChartId("occupancy"),
            "connect() while TIME_WAITs hold the ports",
            Sentences.Join(
                Sentences.Capital(OccupancyWords.Sentence(occupancy)),
                "Each point stands for a twentieth of the ports; the time is drawn on a logarithmic scale."),
            option);
    }

    private static JsonObject Line(OccupancySummary occupancy, string name, bool dashed, Func<OccupancyPoint, double> value)
    {
        var series = LineSeries.Line(name, "client", dashed, occupancy.Points.Select(p => new JsonObject
        {
            ["name"] = $"{OccupancyWords.Share(p)} held: {name} {Format.Duration(value(p))} of {Format.Count(p.Count)} connects",
            ["value"] = new JsonArray(Math.Round((p.From + p.To) * 50, 2), value(p)),
        }));
        series["showSymbol"] = true;
        series["symbolSize"] = 6;
        return series;
    }
}
