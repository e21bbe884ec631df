using Harness.Scenarios.Options;

namespace Harness.Protocol.Counting;

/// <summary>Which TCP sockets of a network namespace belong to one end of a hop.</summary>
/// <param name="LocalPorts">Only sockets with one of these local ports, 0 to 65535; null: any.</param>
/// <param name="PeerPorts">Only sockets whose peer has one of these ports; null: any.</param>
/// <param name="PeerAddresses">Only sockets whose peer has one of these addresses, and listeners; null: any.</param>
public sealed record SocketFilter(
    IReadOnlyList<int>? LocalPorts = null, IReadOnlyList<int>? PeerPorts = null, IReadOnlyList<string>? PeerAddresses = null)
{
    /// <summary>Of the listeners only those on one of these ports; null: any that <see cref="LocalPorts"/> allows.</summary>
    public IReadOnlyList<int>? ListeningPorts { get; init; }

    /// <summary>Every socket: for an end that has a namespace of its own.</summary>
    public static SocketFilter All { get; } = new();

    /// <summary>A node's end of a hop.</summary>
    /// <param name="tier">The node's.</param>
    /// <param name="hop">The hop.</param>
    public static SocketFilter Of(Tier tier, HopEndPoints hop) => tier == Tier.Server
        ? new(LocalPorts: hop.ServerPorts, PeerAddresses: Known(hop.ClientAddresses))
        : new(PeerPorts: hop.ServerPorts, PeerAddresses: Known(hop.ServerAddresses));

    /// <summary>Every socket of a namespace that is this end's alone, but of the listeners only the hop's.</summary>
    /// <param name="tier">The end's.</param>
    /// <param name="hop">The hop.</param>
    public static SocketFilter AloneWith(Tier tier, HopEndPoints hop) =>
        All with { ListeningPorts = tier == Tier.Server ? hop.ServerPorts : [] };

    /// <summary>The end that listens on these ports.</summary>
    public static SocketFilter Listening(IReadOnlyList<int> ports) => new(LocalPorts: ports);

    /// <summary>The end that connects to these ports.</summary>
    public static SocketFilter ConnectingTo(IReadOnlyList<int> ports) => new(PeerPorts: ports);

    private static IReadOnlyList<string>? Known(IReadOnlyList<string> addresses) => addresses.Count == 0 ? null : addresses;
}
