using System.Text.Json.Nodes;

namespace Harness.Reporting.Charts.ECharts;

/// <summary>A line as an ECharts series.</summary>
internal static class LineOption
{
    // A name at its line, in pixels.
    private const int WidthOfTag = 180;

    private const double ThinWidth = 1;
    private const double ThinOpacity = 0.55;
    private const double ReachOpacity = 0.2;

    private static readonly string[] Symbols = ["circle", "rect", "triangle", "diamond"];

    /// <summary>A line, and what stands behind it: series of the same name, so that its entry in the legend hides them all.</summary>
    public static IEnumerable<JsonObject> All(Line line, Axis across) =>
        [Of(line, across), .. line.Parts.Select(p => Part(line, p, across)), .. ReachOptions(line)];

    public static JsonObject Of(Line line, Axis across)
    {
        var option = new JsonObject
        {
            ["type"] = "line",
            ["name"] = line.Name,
            ["color"] = $"${line.Colour}",
            // A line of one point is nothing to see without.
            ["showSymbol"] = line.Marks.Count > 0 || line.Points.Count == 1,
            ["symbol"] = Symbols[line.Shape % Symbols.Length],
            ["lineStyle"] = new JsonObject { ["width"] = 2, ["type"] = line.Stroke.ToString().ToLowerInvariant() },
            ["emphasis"] = new JsonObject { ["disabled"] = true },
            ["data"] = new JsonArray([.. Data(line, across)]),
        };
        if (line.Broad)
        {
            option["z"] = 1;
            option["lineStyle"]!["width"] = 6;
            option["lineStyle"]!["opacity"] = 0.4;
        }

        if (line.IsThin)
        {
            option["z"] = 1;
            option["lineStyle"]!["width"] = ThinWidth;
            option["lineStyle"]!["opacity"] = ThinOpacity;
        }

        if (line.IsDots)
        {
            option["lineStyle"]!["opacity"] = 0;
        }

        if (line.IsStepped)
        {
            option["step"] = "end";
        }

        if (line.Tag is not null)
        {
            // At the one point that carries the name.
            (option["showSymbol"], option["symbol"]) = (true, "none");
        }

        if (line.Filled)
        {
            option["areaStyle"] = new JsonObject { ["opacity"] = 0.12 };
        }

        if (line.IsPredicted)
        {
            option["tooltip"] = new JsonObject { ["show"] = false };
        }

        if (line.Marks.Count > 0)
        {
            option["symbolSize"] = 7;
            option["markLine"] = Intervals(line);
        }

        return option;
    }

    // The tooltip names a series by its id where it has one.
    private static JsonObject Part(Line line, Line part, Axis across)
    {
        var option = Of(part, across);
        (option["name"], option["id"]) = (line.Name, $"{part.Name}: {line.Name}");
        return option;
    }

    // ECharts fills between two series where the second one is stacked on the first, which is not drawn.
    private static IEnumerable<JsonObject> ReachOptions(Line line)
    {
        if (line.PartsReach.Count > 0)
        {
            yield return Stacked(r => r.Low, opacity: 0);
            yield return Stacked(r => r.High - r.Low, ReachOpacity);
        }

        JsonObject Stacked(Func<Reach, double> value, double opacity) => new()
        {
            ["type"] = "line", ["name"] = line.Name, ["color"] = $"${line.Colour}", ["z"] = 1, ["silent"] = true,
            ["stack"] = line.Name, ["stackStrategy"] = "all", ["showSymbol"] = false,
            ["lineStyle"] = new JsonObject { ["opacity"] = 0 },
            ["areaStyle"] = new JsonObject { ["opacity"] = opacity },
            ["tooltip"] = new JsonObject { ["show"] = false },
            ["data"] = new JsonArray([.. line.PartsReach.Select(r => new JsonArray(r.X, Math.Round(value(r), 4)))]),
        };
    }

    private static IEnumerable<JsonNode?> Data(Line line, Axis across) => across switch
    {
        Axis.Names => line.Points.Select(p => (JsonNode?)JsonValue.Create(p.Y)),
        _ when line.Marks.Count > 0 =>
            line.Points.Zip(line.Marks, (p, mark) => new JsonObject
            {
                ["name"] = mark.Words, ["value"] = Pair(p), ["symbol"] = mark.IsOpen ? "emptyCircle" : null,
            }),
        _ when line.Tag is { } tag => line.Drawn.Select(p => p == tag.At ? Named(line, tag) : (JsonNode)Pair(p)),
        _ => line.Drawn.Select(Pair),
    };

    private static JsonArray Pair(Point point) => [point.X, point.Y];

    private static JsonObject Named(Line line, Tag tag) => new()
    {
        ["value"] = Pair(tag.At), ["symbol"] = "circle", ["symbolSize"] = 1,
        ["label"] = new JsonObject
        {
            ["show"] = true, ["position"] = tag.IsLeft ? "left" : "right", ["distance"] = 8, ["formatter"] = line.Name,
            ["color"] = $"${line.Colour}", ["width"] = WidthOfTag, ["overflow"] = "break", ["lineHeight"] = 15,
        },
    };

    private static JsonObject Intervals(Line line) => new()
    {
        ["silent"] = true, ["symbol"] = "none", ["label"] = new JsonObject { ["show"] = false },
        ["lineStyle"] = new JsonObject { ["type"] = "solid", ["width"] = 1.5, ["color"] = $"${line.Colour}" },
        ["data"] = new JsonArray([.. line.Points.Zip(line.Marks, (p, mark) => Interval(line, p, mark))]),
    };

    private static JsonArray Interval(Line line, Point point, Mark mark) => line.IsDots
        ? new JsonArray(End(mark.Low, point.Y), End(mark.High, point.Y))
        : new JsonArray(End(point.X, mark.Low), End(point.X, mark.High));

    private static JsonObject End(double x, double y) => new() { ["coord"] = new JsonArray(x, y) };
}
