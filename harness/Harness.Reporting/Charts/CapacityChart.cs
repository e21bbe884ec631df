namespace Harness.Reporting.Charts;

/// <summary>How many connections each trial got, where one of them ran out of something.</summary>
internal static class CapacityChart
{
    /// <returns>Null where no connection is known to have failed.</returns>
    public static Chart? Build(IReadOnlyList<TrialRecord> trials) => trials.All(t => t.Summary.Connections.Failed is null or 0)
        ? null
        : new Chart(
            "capacity",
            "How many connections there were",
            "Completed connections per trial. Some trials also had failed connections.",
            new Axis.Counts("connections"),
            new Axis.Names([.. trials.Select(t => t.Label)]))
        {
            Bars = [new Bars("completed", "established", [.. trials.Select(t => (double?)t.Summary.Connections.Completed)])],
        };
}
