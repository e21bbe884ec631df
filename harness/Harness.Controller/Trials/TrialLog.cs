using Harness.Model.Agents;
using Harness.Model.Results;
using Harness.Model.Running;

namespace Harness.Controller.Trials;

/// <summary>Tells the observer what happens in a trial, one call at a time whoever speaks, and keeps the phases and warnings for the summary.</summary>
/// <param name="plan">The trial.</param>
/// <param name="observer">Is told.</param>
/// <param name="told">
/// Warnings of earlier trials of the run, by code: the trials of a sweep have most in common, so each is told once.
/// Every summary has them all.
/// </param>
/// <param name="observing">Held while the observer is told something; the trials that run side by side share it.</param>
/// <param name="clock">Measures the phases.</param>
internal sealed class TrialLog(TrialPlan plan, IRunObserver observer, HashSet<string> told, Lock observing, TimeProvider clock)
{
    private readonly List<PhaseSpan> phases = [];
    private readonly List<Warning> warnings = [];
    private readonly long prepareStarted = clock.GetTimestamp();
    private long? zero;
    private double phaseStarted;

    public Phase Phase { get; private set; } = Phase.Prepare;

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

    /// <summary>Sampling begins: this moment is second 0.</summary>
    public void Begin()
    {
        zero = clock.GetTimestamp();
        phaseStarted = -clock.GetElapsedTime(prepareStarted, zero.Value).TotalSeconds;
    }

    public void Enter(Phase next)
    {
        lock (observing)
        {
            if (next != Phase)
            {
                Close();
                Phase = next;
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
            if (told.Add(warning.Code))
            {
                observer.Warned(warning);
            }
        }
    }

    /// <summary>Passes on what an agent reported unasked.</summary>
    public void Tell(AgentReport report)
    {
        lock (observing)
        {
            switch (report)
            {
                case AgentReport.Sampled sampled:
                    observer.Sampled(plan, Phase, sampled.Sample);
                    break;
                case AgentReport.ConnectionsEnded ended:
                    observer.ConnectionsEnded(plan, ended.Rows);
                    break;
                case AgentReport.Captured captured:
                    observer.Captured(plan, captured.Pcap);
                    break;
            }
        }
    }

    private double Now => zero is { } begun ? clock.GetElapsedTime(begun).TotalSeconds : 0;

    private void Close()
    {
        var now = Now;
        phases.Add(new PhaseSpan(Phase, Math.Round(phaseStarted, 6), Math.Round(now, 6)));
        phaseStarted = now;
    }
}
