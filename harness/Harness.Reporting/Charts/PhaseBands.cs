using System.Text.Json.Nodes;
using Harness.Model.Results;
using Harness.Model.Running;

namespace Harness.Reporting.Charts;

/// <summary>The phases of a trial behind its lines.</summary>
internal static class PhaseBands
{
    // A narrower band has no room for its name; the subtitle has all names with their times.
    private const double NarrowestNamed = 0.08;

    /// <summary>A series without points that carries the bands, so that no legend entry hides them.</summary>
    public static JsonObject Series(IReadOnlyList<PhaseSpan> phases, double endSeconds) => new()
    {
        ["type"] = "line",
        ["name"] = "phases",
        ["silent"] = true,
        ["tooltip"] = new JsonObject { ["show"] = false },
        ["data"] = new JsonArray(),
        ["markArea"] = new JsonObject
        {
            ["silent"] = true,
            ["data"] = new JsonArray([.. Visible(phases).Where(p => p.StartSeconds < endSeconds).Select((p, i) => Band(p, i, endSeconds))]),
        },
    };

    /// <summary><c>load 0 to 3.2 s, settle 3.2 to 3.4 s</c>.</summary>
    public static string Words(IReadOnlyList<PhaseSpan> phases) =>
        string.Join(", ", Visible(phases).Select(p => FormattableString.Invariant($"{Name(p)} {Math.Max(0, p.StartSeconds):0.0#} to {p.EndSeconds:0.0#} s")));

    private static IEnumerable<PhaseSpan> Visible(IReadOnlyList<PhaseSpan> phases) =>
        phases.Where(p => p.Phase is Phase.Load or Phase.Then or Phase.Settle or Phase.Drain && p.EndSeconds > 0);

    private static JsonArray Band(PhaseSpan phase, int number, double endSeconds) =>
    [
        new JsonObject
        {
            ["name"] = Name(phase),
            ["xAxis"] = Math.Max(0, phase.StartSeconds),
            ["itemStyle"] = new JsonObject { ["color"] = number % 2 == 0 ? "transparent" : "$band" },
            ["label"] = new JsonObject
            {
                ["show"] = Math.Min(phase.EndSeconds, endSeconds) - phase.StartSeconds >= NarrowestNamed * endSeconds,
                ["position"] = "top", ["color"] = "$muted", ["fontSize"] = 12, ["lineHeight"] = 16,
            },
        },
        new JsonObject { ["xAxis"] = Math.Min(phase.EndSeconds, endSeconds) },
    ];

    private static string Name(PhaseSpan phase) => phase.Phase.ToString().ToLowerInvariant();
}
