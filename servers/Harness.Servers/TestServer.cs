using System.Net;
using Harness.Protocol.Contracts;
using Harness.Protocol.Tcp;
using Harness.Scenarios.Options;

namespace Harness.Servers;

/// <summary>Starts the built-in test servers.</summary>
public static class TestServer
{
    /// <summary>Listens; connections are accepted from now on.</summary>
    /// <param name="options">How the server answers and closes. No ports: one that is free.</param>
    /// <param name="addresses">Where to listen: on each port of each. Where a port is to be free, one address.</param>
    /// <param name="sockets">Where its sockets come from.</param>
    /// <param name="delay">Waits for policy <c>after</c>.</param>
    /// <exception cref="TestServerException">bind(2) or listen(2) failed; nothing is left listening.</exception>
    public static ITestServer Start(ServerOptions options, IReadOnlyList<IPAddress> addresses, ITcpSockets sockets, IPreciseDelay delay)
    {
        var endPoints = addresses.SelectMany(_ => options.Ports.DefaultIfEmpty(), (address, port) => new IPEndPoint(address, port));
        return new RunningServer(options, [.. endPoints], sockets, delay);
    }
}
