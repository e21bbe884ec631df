using Harness.Model;

namespace Harness.Controller.Launching;

/// <summary>The two agents of a trial. Disposing ends them, and with them their namespaces, sockets and TIME_WAITs.</summary>
/// <param name="Server">The side that listens.</param>
/// <param name="Client">The side that connects.</param>
/// <param name="ServerAddress">The server's IP address.</param>
/// <param name="ClientAddress">The client's.</param>
public sealed record AgentPair(AgentProcess Server, AgentProcess Client, string ServerAddress, string ClientAddress) : IAsyncDisposable
{
    /// <summary>One of the two.</summary>
    public AgentProcess this[Side side] => side == Side.Server ? Server : Client;

    /// <summary>The address of one of the two.</summary>
    public string AddressOf(Side side) => side == Side.Server ? ServerAddress : ClientAddress;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Server.DisposeAsync().AsTask(), Client.DisposeAsync().AsTask());
    }
}
