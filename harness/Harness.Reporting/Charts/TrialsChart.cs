using Harness.Analysis.Catalogue;

namespace Harness.Reporting.Charts;

/// <summary>Who closed first, trial by trial, as shares of all connections.</summary>
internal static class TrialsChart
{
    public static Chart Build(IReadOnlyList<TrialRecord> trials)
    {
        var classes = CloseClass.All.Where(c => trials.Any(t => c.Count(t.Summary.ClosedFirst) > 0)).ToList();
        return new Chart(
            "trials",
            "Who closed first, trial by trial",
            "Share of the connections of each trial.",
            new Axis.Percent(),
            new Axis.Names([.. trials.Select(t => t.Label)]))
        {
            Bars = [.. classes.Select(c => new Bars(c.Name, c.Colour, [.. trials.Select(t => Percent(c, t))]))],
        };

        static double? Percent(CloseClass c, TrialRecord trial) => Math.Round(c.Share(trial.Summary.ClosedFirst) * 100, 1);
    }
}
