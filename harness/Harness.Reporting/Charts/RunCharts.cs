using Harness.Analysis.Results;
using Harness.Reporting.Folders;
using Harness.Scenarios.Options;

namespace Harness.Reporting.Charts;

/// <summary>The charts of a run, in the order in which they are read.</summary>
internal static class RunCharts
{
    /// <exception cref="ResultFolderException">The folder cannot be read.</exception>
    public static IEnumerable<Chart> Of(string folder)
    {
        var run = RunReader.Load(folder);
        return Of(TrialRecord.Of(run), run.Summary);
    }

    public static IEnumerable<Chart> Of(IReadOnlyList<TrialRecord> trials, RunSummary? run) =>
        [.. Overview(trials, run), .. trials.SelectMany(Of)];

    /// <summary>Those of several trials together that show more than a sentence says.</summary>
    public static IReadOnlyList<Chart> Overview(IReadOnlyList<TrialRecord> trials, RunSummary? run) =>
        trials.Count > 1 ? [.. OfAll(trials, run).Where(c => c.Alike.Length == 0)] : [];

    /// <summary>What all trials of a run show together: curves where they differ in a delay, else bars.</summary>
    public static IReadOnlyList<Chart> OfAll(IReadOnlyList<TrialRecord> trials, RunSummary? run) =>
        ShareChart.Build(trials, run) is { Count: > 0 } curves
            ? curves
            : [.. Present(TrialsChart.Build(trials), CapacityChart.Build(trials), LifetimeChart.Build("lifetimes", trials))];

    public static IEnumerable<Chart> Of(TrialRecord trial) =>
        Present(
            TimeWaitChart.Build(trial),
            StatesChart.Build(trial, Tier.Server),
            StatesChart.Build(trial, Tier.Client),
            RateChart.Build(trial),
            LatencyChart.Build(trial),
            OccupancyChart.Build(trial),
            Lifetimes(trial));

    /// <summary>How long the sockets of one trial lasted; null where none was followed.</summary>
    public static Chart? Lifetimes(TrialRecord trial) => LifetimeChart.Build(trial.ChartId("lifetimes"), [trial]);

    private static IEnumerable<Chart> Present(params IEnumerable<Chart?> charts) => charts.OfType<Chart>();
}
