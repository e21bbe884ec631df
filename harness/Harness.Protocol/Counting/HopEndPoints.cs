namespace Harness.Protocol.Counting;

/// <summary>Which connections belong to a hop: those from one of the clients' addresses to one of the servers' listening ports.</summary>
/// <param name="ClientAddresses">Of all client nodes; none where they are not known, and ports alone tell connections apart.</param>
/// <param name="ServerAddresses">Of all server nodes; none likewise.</param>
/// <param name="ServerPorts">On each of the servers' addresses, 1 to 65535.</param>
public sealed record HopEndPoints(
    IReadOnlyList<string> ClientAddresses, IReadOnlyList<string> ServerAddresses, IReadOnlyList<int> ServerPorts);
