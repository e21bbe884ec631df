using System.Security.Cryptography;
using Harness.Controller.Launching;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;

namespace Harness.Controller.Trials;

/// <summary>Has a trial's servers listen. On hosts each client first sees a proof that what it will load is of this trial.</summary>
/// <param name="scenario">The trial's.</param>
internal sealed class TrialListening(Scenario scenario)
{
    private const int DefaultPort = 8080;

    /// <summary>On hosts: the secret by which the trial's servers are known. It leaves this process for the agents' stdin only.</summary>
    public byte[]? Token { get; } = scenario.Network == NetworkKind.Hosts ? RandomNumberGenerator.GetBytes(32) : null;

    /// <summary>Has all servers listen on the same ports.</summary>
    /// <returns>The ports.</returns>
    public async Task<IReadOnlyList<int>> ListenAsync(NodeSet nodes, CancellationToken interrupt)
    {
        var server = scenario.Server with { Ports = await PortsAsync(nodes, interrupt) };
        var listening = await Task.WhenAll(nodes.Servers.Select(node => node.Channel.AskAsync<AgentReport.Listening>(
            new AgentCommand.Listen(server, node.Addresses, scenario.Sample.ForeignBytes), interrupt)));
        return listening[0].Ports;
    }

    // In a namespace of its own every port is free; on loopback the kernel picks a free one, and on hosts the first server's kernel.
    private async Task<IReadOnlyList<int>> PortsAsync(NodeSet nodes, CancellationToken interrupt) =>
        Token is not null ? await ProveAsync(nodes, interrupt)
        : scenario is { Network: not NetworkKind.Loopback, Server.Ports.Count: 0 } ? [DefaultPort]
        : scenario.Server.Ports;

    private static async Task<IReadOnlyList<int>> OfferAsync(Node server, IReadOnlyList<int> ports, CancellationToken interrupt) =>
        (await server.Channel.AskAsync<AgentReport.ProofOffered>(new AgentCommand.OfferProof(server.Addresses, ports), interrupt)).Ports;

    // The agents of the servers prove it on the very addresses and ports, before the servers themselves listen there.
    private async Task<IReadOnlyList<int>> ProveAsync(NodeSet nodes, CancellationToken interrupt)
    {
        // The first one finds free ports, if it has to; then the others, which take the same, do it all at once.
        var offered = await OfferAsync(nodes.Servers[0], scenario.Server.Ports.Count > 0 ? scenario.Server.Ports : [0], interrupt);
        await Task.WhenAll(nodes.Servers.Skip(1).Select(node => OfferAsync(node, offered, interrupt)));
        var servers = new AgentCommand.Prove([.. nodes.Servers.SelectMany(n => n.Addresses)], offered);
        await Task.WhenAll(nodes.Clients.Select(n => n.Channel.AskAsync<AgentReport.Proven>(servers, interrupt)));
        return offered;
    }
}
