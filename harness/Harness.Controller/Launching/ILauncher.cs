using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;

namespace Harness.Controller.Launching;

/// <summary>Decides where the nodes of a trial run.</summary>
public interface ILauncher
{
    /// <summary>Starts fresh nodes that can reach each other.</summary>
    /// <param name="scenario">Its IP version and its link, and on loopback its address.</param>
    /// <param name="topology">How many nodes each tier has.</param>
    /// <param name="cancellationToken">Ends what was started.</param>
    /// <exception cref="MachineException">This machine cannot.</exception>
    Task<NodeSet> LaunchAsync(Scenario scenario, Topology topology, CancellationToken cancellationToken);
}
