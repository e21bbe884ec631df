using System.Text.Json.Nodes;
using Harness.Reporting.Charts.Plotting;

namespace Harness.Reporting.Charts.ECharts;

/// <summary>The axes of an ECharts option.</summary>
internal static class AxisOption
{
    /// <summary>The X axis.</summary>
    public static JsonObject Across(Axis axis) => axis switch
    {
        Axis.Time { End: var end } => Option("value", new JsonObject
        {
            ["min"] = 0, ["max"] = end > 0 ? end : 1,
            ["axisLabel"] = new JsonObject
            {
                ["formatter"] = "{value} s", ["color"] = "$muted", ["hideOverlap"] = true, ["showMaxLabel"] = false,
            },
            ["axisPointer"] = new JsonObject { ["label"] = new JsonObject { ["formatter"] = "{value} s", ["precision"] = 2 } },
            ["splitLine"] = new JsonObject { ["show"] = false },
            ["axisLine"] = Stroke("$muted"),
        }),
        Axis.Delays delays => Option("log", new JsonObject
        {
            ["min"] = delays.Edge, ["max"] = delays.End,
            ["axisLabel"] = new JsonObject
            {
                ["formatter"] = "@duration", ["color"] = "$muted", ["hideOverlap"] = true, ["showMinLabel"] = !delays.HasZero,
            },
            ["splitLine"] = new JsonObject { ["show"] = false },
            ["axisLine"] = Stroke("$muted"),
        }),
        Axis.Percent percent => WithLabel(percent.Label, Option("value", new JsonObject
        {
            ["min"] = 0, ["max"] = 100,
            ["axisLabel"] = new JsonObject { ["formatter"] = "{value} %", ["color"] = "$muted", ["hideOverlap"] = true },
            ["splitLine"] = new JsonObject { ["show"] = false },
            ["axisLine"] = Stroke("$muted"),
        })),
        Axis.Names { Label: { } label } names => WithLabel(label, Option("category", new JsonObject
        {
            ["boundaryGap"] = false,
            ["data"] = Words(names),
            ["axisLabel"] = new JsonObject { ["color"] = "$muted", ["hideOverlap"] = true, ["interval"] = "@percentile" },
            ["axisLine"] = Stroke("$muted"),
        })),
        Axis.Names names => Option("category", new JsonObject
        {
            ["data"] = Words(names),
            ["axisLine"] = Stroke("$muted"),
            ["splitLine"] = new JsonObject { ["show"] = false },
        }),
        Axis.Counts counts => WithLabel(counts.Label, Counts(counts)),
        Axis.Amounts amounts => WithLabel(amounts.Label, Option("value", new JsonObject { ["min"] = 0, ["dataMax"] = amounts.Reaches })),
        _ => throw new ArgumentOutOfRangeException(nameof(axis), axis, "no such axis across"),
    };

    /// <summary>The Y axis, beside the given X axis.</summary>
    public static JsonObject Upwards(Axis axis, Axis across) => axis switch
    {
        Axis.Percent => Percent(hasLine: across is not Axis.Delays),
        Axis.Durations => Option("log", new JsonObject
        {
            ["axisLabel"] = new JsonObject { ["formatter"] = "@duration", ["color"] = "$muted" },
        }),

        // From top to bottom, as they are read: a category axis counts upwards. Names are longer than a column is wide.
        Axis.Names names => Option("category", new JsonObject
        {
            ["data"] = Words(names),
            ["inverse"] = true,
            ["axisLabel"] = new JsonObject
            {
                ["color"] = "$text", ["width"] = PlotSize.WidthOfNameInPage, ["overflow"] = "break", ["lineHeight"] = 15, ["interval"] = 0,
            },
            ["axisLine"] = Stroke("$muted"),
            ["splitLine"] = new JsonObject { ["show"] = false },
        }),
        Axis.Counts counts => WithLabelAbove(counts.Label, Counts(counts)),
        _ => throw new ArgumentOutOfRangeException(nameof(axis), axis, "no such axis upwards"),
    };

    private static JsonObject Counts(Axis.Counts counts)
    {
        var option = Option("value", new JsonObject { ["min"] = 0, ["minInterval"] = 1 });
        if (counts.Reaches is { } reaches)
        {
            // Not max: the axis still ends at a round number.
            option["dataMax"] = reaches;
        }

        return option;
    }

    private static JsonObject Percent(bool hasLine)
    {
        var rest = new JsonObject { ["min"] = 0, ["max"] = 100 };
        if (!hasLine)
        {
            rest["axisLine"] = new JsonObject { ["show"] = false };
        }

        rest["axisLabel"] = new JsonObject { ["formatter"] = "{value} %", ["color"] = "$muted" };
        return Option("value", rest);
    }

    private static JsonObject Option(string type, JsonObject rest)
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

    private static JsonObject WithLabel(string? label, JsonObject axis)
    {
        if (label is not null)
        {
            axis["name"] = label;
            axis["nameLocation"] = "middle";
            axis["nameGap"] = 30;
            axis["nameTextStyle"] = new JsonObject { ["color"] = "$muted", ["lineHeight"] = 18 };
        }

        return axis;
    }

    // Upright, it would take a strip of a narrow screen.
    private static JsonObject WithLabelAbove(string label, JsonObject axis)
    {
        axis["name"] = label;
        axis["nameGap"] = 10;
        axis["nameTextStyle"] = new JsonObject { ["color"] = "$muted", ["align"] = "left" };
        return axis;
    }

    private static JsonArray Words(Axis.Names names) => [.. names.Words.Select(w => JsonValue.Create(w))];

    private static JsonObject Stroke(string colour) => new() { ["show"] = true, ["lineStyle"] = new JsonObject { ["color"] = colour } };
}
