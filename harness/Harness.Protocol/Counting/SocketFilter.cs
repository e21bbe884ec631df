namespace Harness.Protocol.Counting;

/// <summary>Which TCP sockets of a network namespace belong to one end of a hop.</summary>
/// <param name="LocalPorts">Only sockets with one of these local ports, 0 to 65535; null: any.</param>
/// <param name="PeerPorts">Only sockets whose peer has one of these ports; null: any.</param>
public sealed record SocketFilter(IReadOnlyList<int>? LocalPorts = null, IReadOnlyList<int>? PeerPorts = null)
{
    /// <summary>Every socket: for an end that has a namespace of its own.</summary>
    public static SocketFilter All { get; } = new();

    /// <summary>The end that listens on these ports.</summary>
    public static SocketFilter Listening(IReadOnlyList<int> ports) => new(LocalPorts: ports);

    /// <summary>The end that connects to these ports.</summary>
    public static SocketFilter ConnectingTo(IReadOnlyList<int> ports) => new(PeerPorts: ports);
}
