using Harness.Analysis.Results;

namespace Harness.Reporting.Charts;

/// <summary>The two sides of every policy: TIME_WAITs entered, as bars next to each other.</summary>
internal static class ComparisonChart
{
    /// <summary>The charts of a comparison: who holds what, then what decides.</summary>
    public static IReadOnlyList<Chart> All(Comparison comparison) => [Build(comparison), .. DecidingCharts.Of(comparison)];

    public static Chart Build(Comparison comparison) => new(
        "comparison",
        "Who enters the TIME_WAITs",
        "TIME_WAITs that each side entered in a trial, the median of all.",
        new Axis.Counts("TIME_WAITs entered"),
        new Axis.Names([.. comparison.Subjects.Select(s => s.Name)]))
    {
        Bars = [Bars(comparison, "server"), Bars(comparison, "client")],
    };

    private static Bars Bars(Comparison comparison, string side) =>
        new(side, side,
        [
            .. comparison.Metrics.Where(m => m.Key == $"{side}.time_wait.entered").SelectMany(m => m.Figures).Select(f => f.Median),
        ]);
}
