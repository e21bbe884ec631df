using Harness.Protocol;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;

namespace Harness.Controller.Launching;

/// <summary>
/// All nodes in the caller's own network namespace. Its counters and settings are shared with the whole machine. The agent of a program
/// is confined, so that the program and all that it starts is, too.
/// </summary>
/// <param name="agent">The command that starts an agent.</param>
public sealed class LoopbackLauncher(IReadOnlyList<string> agent) : ILauncher
{
    private readonly Lazy<Task<Confinement>> confinement = new(() => Confinement.FindAsync(CancellationToken.None));

    /// <inheritdoc/>
    public async Task<NodeSet> LaunchAsync(Scenario scenario, Topology topology, CancellationToken cancellationToken)
    {
        topology.RequireOneEach(scenario.Network);
        string[] address = [scenario.Server.Address ?? Local(scenario.Ip)];
        var (ofServer, ofClient) = (scenario.Server.Program is not null, scenario.Client.Program is not null);
        var found = ofServer || ofClient ? await confinement.Value : new([], "");
        var agents = await AgentStarts.StartAllAsync([Start(Tier.Server, ofServer), Start(Tier.Client, ofClient)]);
        return new NodeSet([Node.Of(agents[0], address)], [Node.Of(agents[1], address)])
        {
            Unconfined = found.WhyNot.Length > 0 ? found.WhyNot : null,
        };

        Task<AgentProcess> Start(Tier tier, bool hasProgram) =>
            AgentProcess.StartAsync(NodeId.Of(tier), [.. hasProgram ? found.Wrapper : [], .. agent], cancellationToken);
    }

    /// <summary>The loopback interface's address.</summary>
    internal static string Local(IpVersion ip) => ip == IpVersion.V6 ? "::1" : "127.0.0.1";
}
