using Harness.Protocol;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;

namespace Harness.Controller.Launching;

/// <summary>
/// Puts each node in a fresh network namespace, with unshare(1), nsenter(1) and ip(8); <see cref="NamespaceWiring"/> joins
/// them. A link is an agent in a namespace between the two tiers. The namespaces belong to the agents' processes and have no
/// name anywhere, so nothing is left behind, whatever is killed.
/// </summary>
/// <param name="agent">The command that starts an agent.</param>
public sealed class NamespaceLauncher(IReadOnlyList<string> agent) : ILauncher
{
    private readonly Lazy<Task<NamespaceSupport>> support = new(() => NamespaceSupport.FindAsync(CancellationToken.None));

    /// <summary>How the namespaces are made; null: as this user may. Root may also do as an ordinary user must.</summary>
    public NamespaceRight? Right { get; init; }

    /// <inheritdoc/>
    public async Task<NodeSet> LaunchAsync(Scenario scenario, Topology topology, CancellationToken cancellationToken)
    {
        var found = Right is { } right ? new NamespaceSupport(right, "") : await support.Value;
        if (found.Right == NamespaceRight.None)
        {
            throw new MachineException($"network namespaces cannot be made here: {found.Reason}");
        }

        var start = new Start(agent, found, cancellationToken);
        if (scenario.Network == NetworkKind.OneNamespace)
        {
            topology.RequireOneEach(scenario.Network);
            return await start.InOneAsync(LoopbackLauncher.Local(scenario.Ip));
        }

        var ids = Enumerable.Range(0, topology.Servers).Select(i => NodeId.Of(Tier.Server, i, topology.Servers))
            .Concat(Enumerable.Range(0, topology.Clients).Select(i => NodeId.Of(Tier.Client, i, topology.Clients)))
            .Concat(scenario.Link is null ? Array.Empty<NodeId>() : [NodeId.Link]);
        var agents = await start.EachInItsOwnAsync([.. ids]);
        try
        {
            return await new NamespaceWiring(scenario, topology, found.Right).JoinAsync(agents, cancellationToken);
        }
        catch
        {
            await Task.WhenAll(agents.Select(a => a.DisposeAsync().AsTask()));
            throw;
        }
    }

    /// <summary>Starts the agents of one trial.</summary>
    private sealed record Start(IReadOnlyList<string> Agent, NamespaceSupport Support, CancellationToken CancellationToken)
    {
        private static readonly string[] UserNamespace = NamespaceSupport.UserNamespace;

        private NamespaceRight Right => Support.Right;

        private string[] Fresh => ["unshare", "--net", .. Support.Processes];

        /// <returns>In the order of <paramref name="ids"/>, at least one.</returns>
        public async Task<IReadOnlyList<AgentProcess>> EachInItsOwnAsync(IReadOnlyList<NodeId> ids)
        {
            if (Right == NamespaceRight.Direct)
            {
                return await AgentStarts.StartAllAsync(ids.Select(id => StartAsync(id, [.. Fresh, "--"])));
            }

            // Only namespaces of one user namespace may be joined by a veth pair. The first agent makes it, the others enter it.
            var first = await StartAsync(ids[0], [.. Fresh, .. UserNamespace, "--"]);
            return await WithAsync<IReadOnlyList<AgentProcess>>(first, async () =>
            {
                string[] enter = ["nsenter", "--target", $"{first.Pid}", "--user", "--preserve-credentials", "--"];
                return [first, .. await AgentStarts.StartAllAsync(ids.Skip(1).Select(id => StartAsync(id, [.. enter, .. Fresh, "--"])))];
            });
        }

        // The server's agent makes the namespace, the client's enters it.
        public async Task<NodeSet> InOneAsync(string address)
        {
            var isDirect = Right == NamespaceRight.Direct;
            var server = await StartAsync(NodeId.Of(Tier.Server), [.. Fresh, .. isDirect ? [] : UserNamespace, "--"]);
            return await WithAsync(server, async () =>
            {
                await NamespaceWiring.IpAsync(server, Right, "link set lo up\n", CancellationToken);
                string[] user = isDirect ? [] : ["--user", "--preserve-credentials"];
                string[] enter = ["nsenter", "--target", $"{server.Pid}", "--net", .. user, "--"];
                var client = await StartAsync(NodeId.Of(Tier.Client), [.. enter, .. Fresh.Where(f => f != "--net"), "--"]);
                return new NodeSet([Node.Of(server, [address])], [Node.Of(client, [address])]);
            });
        }

        private Task<AgentProcess> StartAsync(NodeId id, IEnumerable<string> wrapper) =>
            AgentProcess.StartAsync(id, [.. wrapper, .. Agent], CancellationToken);

        private static async Task<T> WithAsync<T>(AgentProcess first, Func<Task<T>> others)
        {
            try
            {
                return await others();
            }
            catch
            {
                await first.DisposeAsync();
                throw;
            }
        }
    }
}
