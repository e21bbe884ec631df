using Harness.Scenarios.Options;

namespace Harness.Controller.Launching;

/// <summary>The nodes of a trial: its tiers, and the link between them when there is one. Disposing ends their agents.</summary>
/// <param name="Servers">The tier that listens, at least one node.</param>
/// <param name="Clients">The tier that connects, at least one node.</param>
/// <param name="Link">Relays between the two; null when they are joined directly.</param>
public sealed record NodeSet(IReadOnlyList<Node> Servers, IReadOnlyList<Node> Clients, Node? Link = null) : IAsyncDisposable
{
    /// <summary>Why a program here is not kept from the machine's other processes; null where it is, and where there is none.</summary>
    public string? Unconfined { get; init; }

    /// <summary>The nodes of both tiers, the servers first.</summary>
    public IEnumerable<(Tier Tier, Node Node)> Tiers => Servers.Select(n => (Tier.Server, n)).Concat(Clients.Select(n => (Tier.Client, n)));

    /// <summary>Every node, the link included.</summary>
    public IEnumerable<Node> All => Link is null ? [.. Servers, .. Clients] : [.. Servers, .. Clients, Link];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Task.WhenAll(All.Select(node => node.DisposeAsync().AsTask()));
}
