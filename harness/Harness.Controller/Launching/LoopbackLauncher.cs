using Harness.Protocol.Messages;
using Harness.Scenarios.Options;

namespace Harness.Controller.Launching;

/// <summary>Both sides in the caller's own network namespace. Its counters and settings are shared with the whole machine.</summary>
/// <param name="agent">The command that starts an agent.</param>
public sealed class LoopbackLauncher(IReadOnlyList<string> agent) : ILauncher
{
    /// <inheritdoc/>
    public async Task<AgentPair> LaunchAsync(Scenario scenario, Action<AgentReport> stream, CancellationToken cancellationToken)
    {
        var address = scenario.Server.Address ?? Local(scenario.Ip);
        var sides = await Together.StartAsync([ct => StartAsync(Side.Server, ct), ct => StartAsync(Side.Client, ct)], cancellationToken);
        return new AgentPair(sides[0], sides[1], [address], [address]);

        Task<AgentProcess> StartAsync(Side side, CancellationToken ct) => AgentProcess.StartAsync(side, agent, stream, ct);
    }

    /// <summary>The loopback interface's address.</summary>
    internal static string Local(IpVersion ip) => ip == IpVersion.V6 ? "::1" : "127.0.0.1";
}
