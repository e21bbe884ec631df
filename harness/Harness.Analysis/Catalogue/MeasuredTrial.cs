using Harness.Analysis.Results;
using Harness.Analysis.Running;
using Harness.Protocol.Counting;
using Harness.Scenarios.Options;

namespace Harness.Analysis.Catalogue;

/// <summary>A trial's summary, with what only its samples and its environment tell: all that a figure is taken from.</summary>
/// <param name="Summary">As in summary.json.</param>
public sealed record MeasuredTrial(TrialSummary Summary)
{
    /// <summary>How long the server held a TIME_WAIT, in seconds, on average; null unless the trial drained.</summary>
    public double? ServerHeldSeconds { get; init; }

    /// <summary>How long the client did.</summary>
    public double? ClientHeldSeconds { get; init; }

    /// <summary>Bytes of kernel memory that one TIME_WAIT takes; null when that is not known.</summary>
    public int? TimeWaitBytes { get; init; }

    /// <summary>A trial with what was seen of it.</summary>
    /// <param name="summary">As in summary.json.</param>
    /// <param name="heldSeconds">For how long all TIME_WAITs of a tier together were held: see <see cref="TimeHeld"/>.</param>
    /// <param name="timeWaitBytes">As in environment.json.</param>
    public static MeasuredTrial Of(TrialSummary summary, Func<Tier, double> heldSeconds, int? timeWaitBytes)
    {
        // While TIME_WAITs are left, it is not known how long they will have been held.
        var isDrained = summary.Phases.Any(p => p.Phase == Phase.Drain);
        return new(summary)
        {
            ServerHeldSeconds = isDrained ? TimeHeld.PerTimeWait(heldSeconds(Tier.Server), summary.Server.TimeWait) : null,
            ClientHeldSeconds = isDrained ? TimeHeld.PerTimeWait(heldSeconds(Tier.Client), summary.Client.TimeWait) : null,
            TimeWaitBytes = timeWaitBytes,
        };
    }

    /// <summary>A trial of a result folder.</summary>
    public static MeasuredTrial Of(RunRecord run, TrialSummary summary)
    {
        var samples = run.Samples.Where(s => s.Trial == summary.Trial).Select(s => s.Sample).ToLookup(s => s.Tier);
        return Of(summary, tier => samples[tier].GroupBy(s => s.Node).Sum(TimeHeld.Seconds), run.Environment?.TimeWaitBytes);
    }

    /// <summary>The figures of one side.</summary>
    public TierSummary Of(Tier tier) => tier == Tier.Server ? Summary.Server : Summary.Client;
}

/// <summary>For how long TIME_WAITs were held: the area under the number that was there at each moment.</summary>
public static class TimeHeld
{
    /// <summary>Seconds, of all TIME_WAITs of one node together.</summary>
    /// <param name="samples">The node's, in any order.</param>
    public static double Seconds(IEnumerable<Sample> samples) =>
        Seconds(samples.OrderBy(s => s.ElapsedSeconds).Select(s => (s.ElapsedSeconds, (long)s.States.TimeWait)));

    /// <summary>As above, from the numbers alone.</summary>
    /// <param name="points">The moment of each sample in seconds, in their order, and the TIME_WAITs in it.</param>
    public static double Seconds(IEnumerable<(double At, long TimeWaits)> points)
    {
        var all = points.ToList();
        return all.Zip(all.Skip(1)).Sum(p => (p.First.TimeWaits + p.Second.TimeWaits) / 2.0 * (p.Second.At - p.First.At));
    }

    /// <summary>
    /// How long each was held on average, in seconds: Little's law. Null when some were still there at the end, when none was entered,
    /// and when that is not known.
    /// </summary>
    public static double? PerTimeWait(double seconds, TimeWaitSummary timeWait) =>
        timeWait is { Entered: > 0 and var entered, Final: not > 0 } ? Math.Round(seconds / entered, 3) : null;
}
