using Harness.Analysis.Results;
using Harness.Analysis.Running;
using Harness.Analysis.Sequences;
using Harness.Analysis.Witness;
using Harness.Protocol;
using Harness.Protocol.Counting;
using Harness.Scenarios.Planning;

namespace Harness.Cli.Terminal;

/// <summary>Tells several observers, in order: the one that keeps the results comes first.</summary>
internal sealed class Observers(params IReadOnlyList<IRunObserver> observers) : IRunObserver
{
    public void RunStarted(RunPlan plan, DateTimeOffset startedAt) => Each(o => o.RunStarted(plan, startedAt));

    public void EnvironmentKnown(RunEnvironment environment) => Each(o => o.EnvironmentKnown(environment));

    public void PhaseStarted(TrialPlan trial, Phase phase) => Each(o => o.PhaseStarted(trial, phase));

    public void Sampled(TrialPlan trial, Phase phase, Sample sample) => Each(o => o.Sampled(trial, phase, sample));

    public void ConnectionsEnded(TrialPlan trial, NodeId node, IReadOnlyList<ConnectionRow> connections) =>
        Each(o => o.ConnectionsEnded(trial, node, connections));

    public void Captured(TrialPlan trial, NodeId node, byte[] pcap) => Each(o => o.Captured(trial, node, pcap));

    public void Witnessed(TrialPlan trial, IReadOnlyList<WitnessedConnection> connections) => Each(o => o.Witnessed(trial, connections));

    public void Sequenced(TrialPlan trial, IReadOnlyList<Sequence> sequences) => Each(o => o.Sequenced(trial, sequences));

    public void Warned(Warning warning) => Each(o => o.Warned(warning));

    public void TrialFinished(TrialPlan trial, TrialSummary summary) => Each(o => o.TrialFinished(trial, summary));

    public void RunFinished(RunSummary summary) => Each(o => o.RunFinished(summary));

    private void Each(Action<IRunObserver> tell)
    {
        foreach (var observer in observers)
        {
            tell(observer);
        }
    }
}
