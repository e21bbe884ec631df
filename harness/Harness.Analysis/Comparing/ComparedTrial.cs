using Harness.Analysis.Results;
using Harness.Analysis.Running;
using Harness.Scenarios.Options;

namespace Harness.Analysis.Comparing;

/// <summary>A complete trial, and what only its samples and its environment tell.</summary>
/// <param name="Summary">Its figures.</param>
/// <param name="ServerHeldSeconds">How long the server held a TIME_WAIT on average; null unless the run was drained.</param>
/// <param name="ClientHeldSeconds">The client, likewise.</param>
/// <param name="TimeWaitBytes">Bytes that one TIME_WAIT takes; null when not known.</param>
internal sealed record ComparedTrial(TrialSummary Summary, double? ServerHeldSeconds, double? ClientHeldSeconds, int? TimeWaitBytes)
{
    public static ComparedTrial Of(RunRecord run, TrialSummary trial)
    {
        var isDrained = trial.Phases.Any(p => p.Phase == Phase.Drain);
        var rows = isDrained ? run.Samples.Where(s => s.Trial == trial.Trial).ToLookup(s => s.Sample.Side) : null;
        return new(trial, Held(rows?[Side.Server], trial.Server), Held(rows?[Side.Client], trial.Client), run.Environment?.TimeWaitBytes);
    }

    /// <summary>
    /// The area under the number there at each moment, by how many were entered: Little's law. Null when some were still there at the end,
    /// for then it is not known how long those were held.
    /// </summary>
    public static double? Held(IEnumerable<SampleRow>? rows, SideSummary side)
    {
        if (rows is null || side.TimeWait is { Entered: 0 } or { Final: > 0 })
        {
            return null;
        }

        var samples = rows.Select(r => r.Sample).OrderBy(s => s.ElapsedSeconds).ToList();
        var area = samples.Zip(samples.Skip(1)).Sum(p => (p.First.States.TimeWait + p.Second.States.TimeWait) / 2.0 * (p.Second.ElapsedSeconds - p.First.ElapsedSeconds));
        return Math.Round(area / side.TimeWait.Entered, 3);
    }
}
