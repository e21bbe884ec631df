using Harness.Model;
using Harness.Model.Agents;
using Harness.Model.Scenarios;

namespace Harness.Controller.Launching;

/// <summary>Both sides in the caller's own network namespace. Its counters and settings are shared with the whole machine.</summary>
/// <param name="agent">The command that starts an agent.</param>
public sealed class LoopbackLauncher(IReadOnlyList<string> agent) : ILauncher
{
    /// <inheritdoc/>
    public async Task<AgentPair> LaunchAsync(Scenario scenario, Action<Side, AgentReport> stream, CancellationToken cancellationToken)
    {
        var local = scenario.Ip == IpVersion.V6 ? "::1" : "127.0.0.1";
        var address = scenario.Server.Address ?? local;
        var (server, client) = await BothSides.StartAsync(
            ct => AgentProcess.StartAsync(Side.Server, agent, r => stream(Side.Server, r), ct),
            ct => AgentProcess.StartAsync(Side.Client, agent, r => stream(Side.Client, r), ct),
            cancellationToken);
        return new AgentPair(server, client, address, address);
    }
}
