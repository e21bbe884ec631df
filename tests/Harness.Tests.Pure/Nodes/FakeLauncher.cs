using Harness.Controller.Launching;
using Harness.Protocol;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;

namespace Harness.Tests.Pure.Nodes;

/// <summary>Nodes whose agents are in this process.</summary>
/// <param name="scripts">What each says.</param>
internal sealed class FakeLauncher(Dictionary<string, FakeScript> scripts) : ILauncher
{
    /// <summary>What each node says.</summary>
    public Dictionary<string, FakeScript> Scripts => scripts;

    /// <summary>The agents that were started.</summary>
    public Dictionary<string, FakeAgent> Agents { get; } = new(StringComparer.Ordinal);

    public async Task<NodeSet> LaunchAsync(Scenario scenario, Topology topology, CancellationToken cancellationToken) =>
        new(
            await StartAsync(Tier.Server, topology.Servers, cancellationToken),
            await StartAsync(Tier.Client, topology.Clients, cancellationToken));

    private async Task<IReadOnlyList<Node>> StartAsync(Tier tier, int count, CancellationToken cancellationToken)
    {
        var nodes = new List<Node>();
        foreach (var id in Enumerable.Range(0, count).Select(i => NodeId.Of(tier, i, count)))
        {
            var agent = Agents[id.Name] = new FakeAgent(id, scripts[id.Name]);
            await agent.Channel.GreetAsync(cancellationToken);
            string[] addresses = [$"192.0.2.{nodes.Count + (tier == Tier.Server ? 1 : 101)}"];
            nodes.Add(new Node(agent.Channel, addresses, new TaskCompletionSource<string>().Task, agent));
        }

        return nodes;
    }
}
