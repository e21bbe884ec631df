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
    private const string Refused = "ECONNREFUSED";

    /// <summary>
    /// Runs the whole probe, one step after the other: a server that serves one connection at a time is then probed rightly too.
    /// </summary>
    /// <param name="server">Where it listens: an address of this machine.</param>
    /// <param name="url">What is asked for.</param>
    /// <param name="wait">The longest that anything is waited for.</param>
    /// <param name="progress">Is told what comes next.</param>
    /// <param name="stop">Ends the probe with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="TcpException">Nobody listens there.</exception>
    /// <exception cref="InvalidDataException">It does not answer in HTTP/1, or not at all.</exception>
    /// <exception cref="ServerGoneException">It answered once, and then nobody listened any more.</exception>
    public static async Task<ServerProbe> RunAsync(
        IPEndPoint server, Uri url, TimeSpan wait, Action<string> progress, CancellationToken stop)
    {
        var sockets = new TcpSockets(threads: 1);
        var prober = new ServerProber(sockets, server, url, wait);
        progress("requests with Connection: close, and what the server does after its FIN");
        var withClose = await prober.WithCloseAsync(stop);
        KeepAliveProbe keepAlive;
        EndingProbe? unreadBody;
        try
        {
            progress("requests that leave the connection open, and how long it stays so");
            keepAlive = await prober.KeepAliveAsync(stop);
            progress("a body that never comes to its end");
            unreadBody = await prober.UnreadBodyAsync(stop);
        }
        catch (TcpException error)
        {
            throw new ServerGoneException(error.Errno);
        }

        if (!withClose.Answered && !keepAlive.Answered)
        {
            throw new InvalidDataException();
        }

        using var delay = new PreciseDelay();
        var answer = TimeSpan.FromSeconds(withClose.AnswerSeconds ?? 0);
        var profiles = new ProfileProbing(sockets, server, url, wait, answer);
        var clients = new List<ProfileProbe>();
        string? gone = null;
        foreach (var client in ClientProfiles.All.Values.OrderBy(c => c.Like, StringComparer.Ordinal))
        {
            progress($"connections as {client.Like} makes them");
            clients.Add(await profiles.RunAsync(client, delay, stop));
            if (clients[^1].Errors.ContainsKey(Refused))
            {
                gone = Refused;
                break;
            }
        }

        return new ServerProbe
        {
            Url = url.ToString(),
            WaitSeconds = wait.TotalSeconds,
            WithClose = withClose,
            KeepAlive = keepAlive,
            UnreadBody = unreadBody,
            Clients = clients,
            Gone = gone,
        };
    }
}
