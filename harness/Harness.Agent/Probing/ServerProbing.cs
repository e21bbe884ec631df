using System.Net;
using Harness.Clients;
using Harness.Clients.Probing;
using Harness.Linux;
using Harness.Linux.Tcp;
using Harness.Protocol.Probing;
using Harness.Protocol.Tcp;

namespace Harness.Agent.Probing;

/// <summary>
/// Probes a server on this machine: how it ends its connections, then who ends with TIME_WAIT under each built-in client.
/// </summary>
public static class ServerProbing
{
    /// <summary>
    /// Runs the whole probe, one step after the other: a server that serves one connection at a time is then probed rightly too.
    /// </summary>
    /// <param name="server">Where it listens: an address of this machine.</param>
    /// <param name="url">What is asked for.</param>
    /// <param name="wait">The longest that anything is waited for.</param>
    /// <param name="progress">Is told what comes next.</param>
    /// <param name="stop">Ends the probe with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="TcpException">Nobody listens there.</exception>
    /// <exception cref="InvalidDataException">It does not answer in HTTP/1.</exception>
    public static async Task<ServerProbe> RunAsync(
        IPEndPoint server, Uri url, TimeSpan wait, Action<string> progress, CancellationToken stop)
    {
        var sockets = new TcpSockets(threads: 1);
        var prober = new ServerProber(sockets, server, url, wait);
        progress("requests with Connection: close, and what the server does after its FIN");
        var withClose = await prober.WithCloseAsync(stop);
        progress("requests that leave the connection open, and how long it stays so");
        var keepAlive = await prober.KeepAliveAsync(stop);
        progress("a body that never comes to its end");
        var unreadBody = await prober.UnreadBodyAsync(stop);

        using var delay = new PreciseDelay();
        var profiles = new ProfileProbing(sockets, server, url, wait);
        var clients = new List<ProfileProbe>();
        foreach (var client in ClientProfiles.All.Values.OrderBy(c => c.Like, StringComparer.Ordinal))
        {
            progress($"connections as {client.Like} makes them");
            clients.Add(await profiles.RunAsync(client, delay, stop));
        }

        return new ServerProbe
        {
            Url = url.ToString(),
            WaitSeconds = wait.TotalSeconds,
            WithClose = withClose,
            KeepAlive = keepAlive,
            UnreadBody = unreadBody,
            Clients = clients,
        };
    }
}
