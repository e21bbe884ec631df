using System.Text.Json.Nodes;

namespace Harness.Reporting.Charts.ECharts;

/// <summary>Bands, limits and other marks behind the lines, carried by series without points, so that no legend entry hides them.</summary>
internal static class Background
{
    public static IEnumerable<JsonObject> Of(Chart chart) => chart.X switch
    {
        Axis.Delays delays => chart.Limits is null ? [ZeroMark(delays)] : [ZeroMark(delays), Threshold(chart)],
        _ => chart.Bands is null ? [] : [Phases(chart)],
    };

    private static JsonObject Phases(Chart chart)
    {
        var carrier = Carrier("phases");
        carrier["markArea"] = new JsonObject
        {
            ["silent"] = true,
            ["data"] = new JsonArray([.. chart.Bands!.Select(BandOption)]),
        };
        if (chart.Limits is { } limits)
        {
            carrier["markLine"] = new JsonObject
            {
                ["silent"] = true, ["symbol"] = "none", ["data"] = new JsonArray([.. limits.Select(Counted)]),
            };
        }

        return carrier;
    }

    private static JsonObject Threshold(Chart chart)
    {
        var carrier = Carrier("threshold");
        carrier["markLine"] = new JsonObject
        {
            ["silent"] = true, ["symbol"] = "none",
            ["data"] = new JsonArray([.. chart.Limits!.Select(Across)]),
        };
        if (chart.Bands is { } bands)
        {
            carrier["markArea"] = new JsonObject
            {
                ["silent"] = true, ["itemStyle"] = new JsonObject { ["color"] = "$band" },
                ["data"] = new JsonArray([.. bands.Select(b => new JsonArray(At(b.From), At(b.To)))]),
            };
        }

        return carrier;
    }

    // Writes 0 at the left edge, where the axis itself would write a small number.
    private static JsonObject ZeroMark(Axis.Delays delays)
    {
        var carrier = Carrier("no delay");
        carrier["markLine"] = new JsonObject
        {
            ["silent"] = true, ["symbol"] = "none",
            ["data"] = delays.HasZero ? new JsonArray(new JsonObject
            {
                ["xAxis"] = delays.Edge,
                ["lineStyle"] = new JsonObject { ["color"] = "transparent" },
                ["label"] = new JsonObject
                {
                    ["formatter"] = "0", ["position"] = "start", ["distance"] = 3,
                    ["color"] = "$muted", ["fontSize"] = 12, ["lineHeight"] = 16,
                },
            }) : [],
        };
        return carrier;
    }

    private static JsonObject Carrier(string name) => new()
    {
        ["type"] = "line", ["name"] = name, ["silent"] = true,
        ["tooltip"] = new JsonObject { ["show"] = false }, ["data"] = new JsonArray(),
    };

    private static JsonArray BandOption(Band band) =>
    [
        new JsonObject
        {
            ["name"] = band.Name,
            ["xAxis"] = band.From,
            ["itemStyle"] = new JsonObject { ["color"] = band.IsTinted ? "$band" : "transparent" },
            ["label"] = new JsonObject
            {
                // Below the axis and its figures: inside the drawing it would lie under a limit's label.
                ["show"] = band.HasRoom, ["position"] = "bottom", ["distance"] = 24,
                ["color"] = "$muted", ["fontSize"] = 12, ["lineHeight"] = 16,
            },
        },
        At(band.To),
    ];

    private static JsonObject At(double x) => new() { ["xAxis"] = x };

    private static JsonObject Across(Limit limit) => new()
    {
        ["yAxis"] = limit.Value, ["lineStyle"] = Dots(), ["label"] = Label(limit, distance: null),
    };

    // Things that are counted are whole.
    private static JsonObject Counted(Limit limit) => new()
    {
        ["yAxis"] = (int)limit.Value, ["name"] = limit.Name, ["lineStyle"] = Dots(), ["label"] = Label(limit, distance: 4),
    };

    private static JsonObject Dots() => new() { ["color"] = "$bad", ["type"] = "dotted", ["width"] = 1.5 };

    private static JsonObject Label(Limit limit, int? distance)
    {
        var label = new JsonObject { ["formatter"] = limit.Label, ["position"] = "insideEndTop" };
        if (distance is { } pixels)
        {
            label["distance"] = pixels;
        }

        label["color"] = "$bad";
        label["fontSize"] = 12;
        label["lineHeight"] = 16;
        return label;
    }
}
