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
    /// <param name="server">The server's TIME_WAITs over time.</param>
    /// <param name="client">The client's.</param>
    /// <param name="timeWaitBytes">As in environment.json.</param>
    public static MeasuredTrial Of(TrialSummary summary, TimeHeld server, TimeHeld client, int? timeWaitBytes)
    {
        var isDrained = summary.Phases.Any(p => p.Phase == Phase.Drain);
        return new(summary)
        {
            ServerHeldSeconds = isDrained ? server.PerTimeWait(summary.Server.TimeWait) : null,
            ClientHeldSeconds = isDrained ? client.PerTimeWait(summary.Client.TimeWait) : null,
            TimeWaitBytes = timeWaitBytes,
        };
    }

    /// <summary>A trial of a result folder.</summary>
    public static MeasuredTrial Of(RunRecord run, TrialSummary summary)
    {
        var samples = run.Samples.Where(s => s.Trial == summary.Trial).Select(s => s.Sample).ToLookup(s => s.Side);
        return Of(summary, TimeHeld.Of(samples[Side.Server]), TimeHeld.Of(samples[Side.Client]), run.Environment?.TimeWaitBytes);
    }

    /// <summary>The figures of one side.</summary>
    public SideSummary Of(Side side) => side == Side.Server ? Summary.Server : Summary.Client;
}

/// <summary>For how long TIME_WAITs were held: the area under the number that was there at each moment.</summary>
public sealed record TimeHeld
{
    private Sample? newest;

    /// <summary>Seconds, of all of them together.</summary>
    public double Seconds { get; private init; }

    /// <summary>One node's samples, in any order.</summary>
    public static TimeHeld Of(IEnumerable<Sample> samples) =>
        samples.OrderBy(s => s.ElapsedSeconds).Aggregate(new TimeHeld(), (held, sample) => held.With(sample));

    /// <summary>This with one sample more, which was taken later.</summary>
    public TimeHeld With(Sample sample) => new()
    {
        newest = sample,
        Seconds = newest is null
            ? 0
            : Seconds + ((newest.States.TimeWait + sample.States.TimeWait) / 2.0 * (sample.ElapsedSeconds - newest.ElapsedSeconds)),
    };

    /// <summary>
    /// How long each was held on average, in seconds: Little's law. Null when some were still there at the end, for then it is not known
    /// how
    /// long those were held, and when none was entered.
    /// </summary>
    public double? PerTimeWait(TimeWaitSummary timeWait) =>
        timeWait is { Entered: 0 } or { Final: > 0 } ? null : Math.Round(Seconds / timeWait.Entered, 3);
}
