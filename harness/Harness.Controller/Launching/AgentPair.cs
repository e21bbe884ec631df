using Harness.Scenarios.Options;

namespace Harness.Controller.Launching;

/// <summary>The two agents of a trial, and the link between them when there is one. Disposing ends them, and with them their namespaces, sockets and TIME_WAITs.</summary>
/// <param name="Server">The side that listens.</param>
/// <param name="Client">The side that connects.</param>
/// <param name="ServerAddresses">The server's IP addresses, at least one.</param>
/// <param name="ClientAddresses">The client's.</param>
public sealed record AgentPair(AgentProcess Server, AgentProcess Client, IReadOnlyList<string> ServerAddresses, IReadOnlyList<string> ClientAddresses) : IAsyncDisposable
{
    /// <summary>The agent that relays between the two; null when they are joined directly.</summary>
    public AgentProcess? Link { get; init; }

    /// <summary>The interface of either side that leads to the other; null on loopback.</summary>
    public string? Interface { get; init; }

    /// <summary>One of the two.</summary>
    public AgentProcess this[Side side] => side == Side.Server ? Server : Client;

    /// <summary>The first address of one of the two.</summary>
    public string AddressOf(Side side) => (side == Side.Server ? ServerAddresses : ClientAddresses)[0];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(new[] { Server, Client, Link }.OfType<AgentProcess>().Select(agent => agent.DisposeAsync().AsTask()));
    }
}
