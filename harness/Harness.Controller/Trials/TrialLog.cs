using Harness.Analysis.Results;
using Harness.Analysis.Running;
using Harness.Analysis.Sequences;
using Harness.Analysis.Witness;
using Harness.Controller.Logging;
using Harness.Protocol;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Scenarios.Planning;
using Microsoft.Extensions.Logging;

namespace Harness.Controller.Trials;

/// <summary>
/// Tells the observer what happens in a trial, one call at a time whoever speaks, and keeps the phases and warnings for the summary.
/// </summary>
/// <param name="plan">The trial.</param>
/// <param name="observer">Is told.</param>
/// <param name="events">Is told for run.log.</param>
/// <param name="told">
/// Warnings of earlier trials of the run, by code: the trials of a sweep have most in common, so each is told once. Every
/// summary has them all.
/// </param>
/// <param name="observing">Held while the observer is told something; the trials that run side by side share it.</param>
/// <param name="clock">
/// Measures the phases. On Linux its time stamps are nanoseconds of CLOCK_MONOTONIC, as the agents' moments are.
/// </param>
internal sealed class TrialLog(
    TrialPlan plan, IRunObserver observer, ILogger events, HashSet<string> told, Lock observing, TimeProvider clock)
{
    private readonly List<PhaseSpan> phases = [];
    private readonly List<Warning> warnings = [];
    private readonly long prepareStarted = clock.GetTimestamp();
    private long? zero;
    private double phaseStarted;

    public Phase Phase { get; private set; } = Phase.Prepare;

    /// <summary>Takes what is for run.log alone.</summary>
    public ILogger Events => events;

    public IReadOnlyList<PhaseSpan> Phases
    {
        get
        {
            lock (observing)
            {
                return [.. phases];
            }
        }
    }

    public IReadOnlyList<Warning> Warnings
    {
        get
        {
            lock (observing)
            {
                return [.. warnings];
            }
        }
    }

    /// <summary>Seconds that the phase has lasted so far; 0 before <see cref="Begin"/>.</summary>
    public double SecondsInPhase => zero is null ? 0 : Now - phaseStarted;

    /// <summary>
    /// The nodes are about to be asked for samples: this moment is second 0 of the trial, for samples, phases and connections alike.
    /// </summary>
    public void Begin()
    {
        zero = clock.GetTimestamp();
        phaseStarted = -clock.GetElapsedTime(prepareStarted, zero.Value).TotalSeconds;
    }

    /// <summary>A moment of this process's clock on the trial's axis of time.</summary>
    /// <param name="timestamp">A time stamp of the clock.</param>
    /// <returns>Seconds, to the microsecond.</returns>
    public double SecondsAt(long timestamp) =>
        Math.Round((timestamp - (zero ?? timestamp)) / (double)clock.TimestampFrequency, 6);

    public void Enter(Phase next)
    {
        lock (observing)
        {
            if (next != Phase)
            {
                Close();
                Phase = next;
                events.PhaseBegins(plan.Number, next);
                observer.PhaseStarted(plan, next);
            }
        }
    }

    /// <summary>The last phase is over.</summary>
    public void End()
    {
        lock (observing)
        {
            Close();
        }
    }

    public void Warn(Warning warning)
    {
        lock (observing)
        {
            warnings.Add(warning);
            events.Warns(warning);
            if (told.Add(warning.Code))
            {
                observer.Warned(warning);
            }
        }
    }

    /// <summary>Passes a sample on.</summary>
    public void Sampled(Sample sample) => Tell(() => observer.Sampled(plan, Phase, sample));

    /// <summary>Passes connections on that have ended.</summary>
    public void ConnectionsEnded(NodeId node, IReadOnlyList<ConnectionRow> rows) => Tell(() => observer.ConnectionsEnded(plan, node, rows));

    /// <summary>Passes on to run.log what an agent says of itself.</summary>
    /// <param name="node">The agent's node.</param>
    /// <param name="logged">What it says.</param>
    /// <param name="at">When it happened, a time stamp of the clock.</param>
    public void Told(NodeId node, AgentReport.Logged logged, long at) => events.Tell(logged, new NodeEvent(node.Name, at, logged.Text));

    /// <summary>Passes on what a node has captured.</summary>
    public void Captured(NodeId node, byte[] pcap) => Tell(() => observer.Captured(plan, node, pcap));

    /// <summary>Passes on what the witness says of each connection.</summary>
    public void Witnessed(IReadOnlyList<WitnessedConnection> connections) => Tell(() => observer.Witnessed(plan, connections));

    /// <summary>Passes on what happened on the connections that the link's rules touched first.</summary>
    public void Sequenced(IReadOnlyList<Sequence> sequences) => Tell(() => observer.Sequenced(plan, sequences));

    private double Now => zero is { } begun ? clock.GetElapsedTime(begun).TotalSeconds : 0;

    private void Tell(Action what)
    {
        lock (observing)
        {
            what();
        }
    }

    private void Close()
    {
        var now = Now;
        phases.Add(new PhaseSpan(Phase, Math.Round(phaseStarted, 6), Math.Round(now, 6)));
        phaseStarted = now;
    }
}
