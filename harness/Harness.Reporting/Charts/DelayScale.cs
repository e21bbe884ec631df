using System.Text.Json.Nodes;

namespace Harness.Reporting.Charts;

/// <summary>A logarithmic axis of delays that has a place for no delay at all: its left edge, set off from the shortest one.</summary>
internal sealed class DelayScale
{
    private const double ZeroApart = 5;

    private readonly bool hasZero;
    private readonly double edge;
    private readonly double longest;

    /// <param name="microseconds">The delays drawn.</param>
    public DelayScale(IReadOnlyCollection<double> microseconds)
    {
        hasZero = microseconds.Contains(0);
        var shortest = microseconds.Where(d => d > 0).DefaultIfEmpty(1).Min();
        edge = hasZero ? shortest / ZeroApart : shortest;
        longest = Math.Max(microseconds.Max(), shortest);
    }

    /// <summary>A line without points, for marks that no legend entry hides.</summary>
    public static JsonObject Carrier(string name) => new()
    {
        ["type"] = "line", ["name"] = name, ["silent"] = true, ["tooltip"] = new JsonObject { ["show"] = false }, ["data"] = new JsonArray(),
    };

    /// <summary>Where a delay is drawn.</summary>
    public double At(double microseconds) => Math.Max(edge, microseconds);

    public JsonObject ToOption() => ChartOption.Axis("log", new JsonObject
    {
        ["min"] = edge, ["max"] = longest,
        ["axisLabel"] = new JsonObject { ["formatter"] = "{value} µs", ["color"] = "$muted", ["hideOverlap"] = true, ["showMinLabel"] = !hasZero },
        ["splitLine"] = new JsonObject { ["show"] = false },
        ["axisLine"] = ChartOption.Stroke("$muted"),
    });

    /// <summary>Writes 0 at the left edge, where the axis itself would write a small number.</summary>
    public JsonObject ZeroMark()
    {
        var carrier = Carrier("no delay");
        carrier["markLine"] = new JsonObject
        {
            ["silent"] = true, ["symbol"] = "none",
            ["data"] = hasZero ? new JsonArray(new JsonObject
            {
                ["xAxis"] = edge,
                ["lineStyle"] = new JsonObject { ["color"] = "transparent" },
                ["label"] = new JsonObject { ["formatter"] = "0", ["position"] = "start", ["distance"] = 3, ["color"] = "$muted", ["fontSize"] = 12, ["lineHeight"] = 16 },
            }) : [],
        };
        return carrier;
    }
}
