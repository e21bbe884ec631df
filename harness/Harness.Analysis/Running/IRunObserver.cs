using Harness.Analysis.Results;
using Harness.Analysis.Sequences;
using Harness.Analysis.Witness;
using Harness.Protocol;
using Harness.Protocol.Counting;
using Harness.Scenarios.Planning;

namespace Harness.Analysis.Running;

/// <summary>
/// Receives the events of a run as they happen: the result folder, the live view, the plain progress. Calls come one at a time, in order.
/// </summary>
public interface IRunObserver
{
    /// <summary>A run begins; nothing was started yet.</summary>
    void RunStarted(RunPlan plan, DateTimeOffset startedAt);

    /// <summary>Both sides of the first trial are prepared, so that the environment is known.</summary>
    void EnvironmentKnown(RunEnvironment environment);

    /// <summary>A phase of a trial begins.</summary>
    void PhaseStarted(TrialPlan trial, Phase phase);

    /// <summary>A sample of either side.</summary>
    void Sampled(TrialPlan trial, Phase phase, Sample sample);

    /// <summary>Connections have ended; only when the scenario asks for them.</summary>
    void ConnectionsEnded(TrialPlan trial, NodeId node, IReadOnlyList<ConnectionRow> connections);

    /// <summary>A node has captured frames; only when the scenario asks for them. Most observers have no use for them.</summary>
    /// <param name="trial">Whose node.</param>
    /// <param name="node">The link; or, where there is a witness, a node at an end.</param>
    /// <param name="pcap">The next bytes of the node's pcap file.</param>
    void Captured(TrialPlan trial, NodeId node, byte[] pcap)
    {
    }

    /// <summary>The witness has read the captures; only when the scenario asks for one.</summary>
    void Witnessed(TrialPlan trial, IReadOnlyList<WitnessedConnection> connections)
    {
    }

    /// <summary>What happened on the connections that the link's rules touched first; only when they touched some.</summary>
    void Sequenced(TrialPlan trial, IReadOnlyList<Sequence> sequences)
    {
    }

    /// <summary>Something that the reader of the figures should know.</summary>
    void Warned(Warning warning);

    /// <summary>A trial has ended, completely or not.</summary>
    void TrialFinished(TrialPlan trial, TrialSummary summary);

    /// <summary>The run has ended, completely or not. Nothing is called after this.</summary>
    void RunFinished(RunSummary summary);
}
