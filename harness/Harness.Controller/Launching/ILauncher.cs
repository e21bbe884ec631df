using Harness.Protocol.Messages;
using Harness.Scenarios.Options;

namespace Harness.Controller.Launching;

/// <summary>Decides where the two agents of a trial run.</summary>
public interface ILauncher
{
    /// <summary>Starts a fresh pair of sides that can reach each other.</summary>
    /// <param name="scenario">Its IP version and its link, and on loopback its address.</param>
    /// <param name="stream">Takes what any agent reports unasked; called on a thread per agent.</param>
    /// <param name="cancellationToken">Ends what was started.</param>
    /// <exception cref="MachineException">This machine cannot.</exception>
    Task<AgentPair> LaunchAsync(Scenario scenario, Action<AgentReport> stream, CancellationToken cancellationToken);
}
