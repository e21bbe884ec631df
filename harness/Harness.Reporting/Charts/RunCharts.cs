using Harness.Model;

namespace Harness.Reporting.Charts;

/// <summary>The charts of a run, in the order in which they are read.</summary>
internal static class RunCharts
{
    public static IEnumerable<Chart> Of(IReadOnlyList<TrialRecord> trials) =>
        trials.SelectMany(Of).Prepend(trials.Count > 1 ? TrialsChart.Build(trials) : null).OfType<Chart>();

    public static IEnumerable<Chart> Of(TrialRecord trial) =>
        new[] { TimeWaitChart.Build(trial), StatesChart.Build(trial, Side.Server), StatesChart.Build(trial, Side.Client), RateChart.Build(trial), LatencyChart.Build(trial) }.OfType<Chart>();
}
