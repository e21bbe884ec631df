using Harness.Analysis.Results;
using Harness.Scenarios.Options;

namespace Harness.Reporting.Charts;

/// <summary>The charts of a run, in the order in which they are read.</summary>
internal static class RunCharts
{
    public static IEnumerable<Chart> Of(IReadOnlyList<TrialRecord> trials, RunSummary? run) =>
        [.. trials.Count > 1 ? OfAll(trials, run) : [], .. trials.SelectMany(Of)];

    /// <summary>What all trials of a run show together: curves where they differ in a delay, else bars.</summary>
    public static IReadOnlyList<Chart> OfAll(IReadOnlyList<TrialRecord> trials, RunSummary? run) =>
        ShareChart.Build(trials, run) is { Count: > 0 } curves
            ? curves
            : [.. new[] { TrialsChart.Build(trials), CapacityChart.Build(trials), LifetimeChart.Build("lifetimes", trials) }.OfType<Chart>()];

    public static IEnumerable<Chart> Of(TrialRecord trial) =>
        new[] { TimeWaitChart.Build(trial), StatesChart.Build(trial, Side.Server), StatesChart.Build(trial, Side.Client), RateChart.Build(trial), LatencyChart.Build(trial), OccupancyChart.Build(trial), Lifetimes(trial) }.OfType<Chart>();

    /// <summary>How long the sockets of one trial lasted; null where none was followed.</summary>
    public static Chart? Lifetimes(TrialRecord trial) => LifetimeChart.Build(trial.ChartId("lifetimes"), [trial]);
}
