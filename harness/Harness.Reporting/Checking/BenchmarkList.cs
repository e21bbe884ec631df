using System.Text.Json;
using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Analysis.Statistics;

namespace Harness.Reporting.Checking;

/// <summary>
/// The list that github-action-benchmark reads. One of its files has one direction: this one is for customBiggerIsBetter, so a latency is
/// turned round and stands as the control's latency over the scenario's.
/// </summary>
public static class BenchmarkList
{
    /// <summary>
    /// The file's text: one entry per scenario and speed metric that was measured. Null where there is none: the action refuses an empty
    /// list.
    /// </summary>
    public static string? Text(CheckReport report)
    {
        IReadOnlyList<BenchmarkPoint> points =
        [
            .. report.Scenarios.SelectMany(s => s.Metrics
                .Where(m => m is { Kind: MetricKind.Speed, Ratios.Count: > 0 })
                .Select(m => Point(s, m))),
        ];
        return points.Count == 0 ? null : $"{JsonSerializer.Serialize(points, ResultJson.Indented.IReadOnlyListBenchmarkPoint)}\n";
    }

    private static BenchmarkPoint Point(ScenarioCheck scenario, MetricCheck metric)
    {
        var isBetterHigher = Figures.Get(metric.Name).Better == Direction.Higher;
        List<double> ratios = isBetterHigher ? [.. metric.Ratios] : [.. metric.Ratios.Select(r => Math.Round(1 / r, 4)).Order()];
        var median = Math.Round(Median.Of(ratios), 4);
        return new(
            $"{scenario.Scenario}: {metric.Name}{(isBetterHigher ? "" : " (inverse)")}",
            "times the control",
            median,
            $"± {Math.Round((ratios[ratios.Count * 3 / 4] - ratios[ratios.Count / 4]) / 2, 4)}",
            $"{ratios.Count} rounds, {ratios[0]} to {ratios[^1]}\n{metric.Message}");
    }
}
