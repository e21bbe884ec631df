using System.Text.Json.Nodes;

namespace Harness.Reporting.Charts;

/// <summary>One line of a chart.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Colour">A word of <see cref="Palette"/>.</param>
/// <param name="Points">Thinned when it is drawn.</param>
internal sealed record LineSeries(string Name, string Colour, IReadOnlyList<Point> Points)
{
    /// <summary>Drawn dashed.</summary>
    public bool Dashed { get; init; }

    /// <summary>Faintly filled down to zero.</summary>
    public bool Filled { get; init; }

    /// <summary>Drawn broad and pale, below the others.</summary>
    public bool Broad { get; init; }

    public double Max => Points.Select(p => p.Value).DefaultIfEmpty().Max();

    public JsonObject ToOption()
    {
        var series = Line(Name, Colour, Dashed, Thinning.Thin(Points).Select(p => new JsonArray(p.Seconds, p.Value)));
        if (Broad)
        {
            Broaden(series);
        }

        if (Filled)
        {
            series["areaStyle"] = new JsonObject { ["opacity"] = 0.12 };
        }

        return series;
    }

    /// <summary>Makes a line broad and pale, below the others.</summary>
    public static void Broaden(JsonObject series)
    {
        series["z"] = 1;
        series["lineStyle"]!["width"] = 6;
        series["lineStyle"]!["opacity"] = 0.4;
    }

    /// <summary>A line over any kind of axis.</summary>
    public static JsonObject Line(string name, string colour, bool dashed, IEnumerable<JsonNode?> data) => new()
    {
        ["type"] = "line",
        ["name"] = name,
        ["color"] = $"${colour}",
        ["showSymbol"] = false,
        ["symbol"] = "circle",
        ["lineStyle"] = new JsonObject { ["width"] = 2, ["type"] = dashed ? "dashed" : "solid" },
        ["emphasis"] = new JsonObject { ["disabled"] = true },
        ["data"] = new JsonArray([.. data]),
    };
}
