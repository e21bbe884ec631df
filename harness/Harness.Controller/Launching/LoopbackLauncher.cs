using Harness.Protocol;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;

namespace Harness.Controller.Launching;

/// <summary>All nodes in the caller's own network namespace. Its counters and settings are shared with the whole machine.</summary>
/// <param name="agent">The command that starts an agent.</param>
public sealed class LoopbackLauncher(IReadOnlyList<string> agent) : ILauncher
{
    /// <inheritdoc/>
    public async Task<NodeSet> LaunchAsync(Scenario scenario, Topology topology, CancellationToken cancellationToken)
    {
        topology.RequireOneEach(scenario.Network);
        string[] address = [scenario.Server.Address ?? Local(scenario.Ip)];
        var agents = await AgentStarts.StartAllAsync(new[] { Tier.Server, Tier.Client }
            .Select(tier => AgentProcess.StartAsync(NodeId.Of(tier), agent, cancellationToken)));
        return new NodeSet([Node.Of(agents[0], address)], [Node.Of(agents[1], address)]);
    }

    /// <summary>The loopback interface's address.</summary>
    internal static string Local(IpVersion ip) => ip == IpVersion.V6 ? "::1" : "127.0.0.1";
}
