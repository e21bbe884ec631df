using Harness.Scenarios.Options;

namespace Harness.Linux;

/// <summary>Which sockets of a namespace belong to a side.</summary>
/// <param name="Side">The server's sockets have a server port as their local one, the client's as their peer's.</param>
/// <param name="ServerPorts">The server's ports, 0 to 65535; null for every socket of the namespace, whichever the side.</param>
public sealed record SocketFilter(Side Side, IReadOnlyList<int>? ServerPorts);
