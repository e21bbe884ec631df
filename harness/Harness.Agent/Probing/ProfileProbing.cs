using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Harness.Clients;
using Harness.Linux;
using Harness.Protocol.Contracts;
using Harness.Protocol.Counting;
using Harness.Protocol.Probing;
using Harness.Protocol.Tcp;
using Harness.Scenarios.Options;
using HttpVersion = Harness.Scenarios.Options.HttpVersion;

namespace Harness.Agent.Probing;

/// <summary>
/// Lets each built-in client open some connections to a server of this machine and counts the TIME_WAITs that they leave on either side.
/// </summary>
/// <param name="sockets">Where the clients' sockets come from.</param>
/// <param name="server">Where it listens.</param>
/// <param name="url">What is asked for.</param>
/// <param name="wait">How long a connection may take; a client begins none after that, or after half a minute.</param>
/// <param name="answer">How long an answer takes.</param>
internal sealed class ProfileProbing(ITcpSockets sockets, IPEndPoint server, Uri url, TimeSpan wait, TimeSpan answer)
{
    private const int MostConnections = 20;

    // wrk uses a connection for as long as the server keeps it: a few requests are enough to see who ends it.
    private const int MostRequests = 3;
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SettleWithin = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    public async Task<ProfileProbe> RunAsync(ClientOptions client, IPreciseDelay delay, CancellationToken stop)
    {
        // Its own ports are what tells its TIME_WAITs from those that others left and leave here.
        var ports = new ConcurrentDictionary<int, bool>();
        var (began, longest) = (Stopwatch.GetTimestamp(), wait > Usual ? wait : Usual);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        LoadStep[] steps = [new LoadStep.IterationsForConstant(1, ConnectionsOf(client))];
        await using var load = new LoadGenerator(
            new LoadPlan(Bounded(client), steps, [server.Address], [server.Port], url),
            sockets,
            delay,
            row =>
            {
                // One without a request (wrk's first) says nothing about the server.
                if (row is { LocalPort: > 0, Outcome: not ("probe" or "ECANCELED") })
                {
                    ports[row.LocalPort] = true;
                }

                // After one that timed out the others would too.
                if (row.Outcome == "TIMEOUT" || Stopwatch.GetElapsedTime(began) > longest)
                {
                    enough.Cancel();
                }
            });
        await load.RunAsync(enough.Token);
        stop.ThrowIfCancellationRequested();

        using var dump = new SocketDump();
        var (atServer, atClient) = await SettledAsync(dump, ports.Keys.ToHashSet(), stop);
        var isVisible = dump.Count(SocketFilter.Listening([server.Port])).Listen > 0;
        var (servers, clients) = (TimeWaits(atServer, s => s.Peer), TimeWaits(atClient, s => s.Local));
        var open = atServer.Select(s => s.Peer.Port).Concat(atClient.Select(s => s.Local.Port)).ToHashSet();
        open.ExceptWith(servers.Union(clients));
        return new ProfileProbe
        {
            Client = client.Like,
            AsksToClose = client.Connection == ConnectionHeader.Close
                || (client.Http == HttpVersion.Http10 && client.Connection != ConnectionHeader.KeepAlive),
            Connections = ports.Count,
            ServerTimeWait = isVisible ? servers.Count : null,
            ClientTimeWait = clients.Count,
            Both = servers.Intersect(clients).Count(),
            Open = open.Count,

            // Where the server's sockets are not to be seen, neither are those of its TIME_WAITs.
            Reset = isVisible ? ports.Count - servers.Union(clients).Count() - open.Count : load.Closes().Reset,
            Errors = load.Tally().Errors,
        };
    }

    // A client is to take no longer than anything else that is waited for.
    private int ConnectionsOf(ClientOptions client)
    {
        var each = answer * Math.Min(client.RequestsPerConnection, MostRequests);
        return each == TimeSpan.Zero ? MostConnections : (int)Math.Clamp(wait / each, 1, MostConnections);
    }

    private ClientOptions Bounded(ClientOptions client) =>
        client with { Timeout = wait, RequestsPerConnection = Math.Min(client.RequestsPerConnection, MostRequests) };

    private static HashSet<int> TimeWaits(List<SocketEntry> sockets, Func<SocketEntry, IPEndPoint> client) =>
        [.. sockets.Where(s => s.State == TcpState.TimeWait).Select(s => client(s).Port)];

    // Until both halves of every connection have ended, or a while has passed.
    private async Task<(List<SocketEntry> Server, List<SocketEntry> Client)> SettledAsync(
        SocketDump dump, HashSet<int> ports, CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var atServer = dump.List(SocketFilter.Listening([server.Port]))
                .Where(s => s.Local.Equals(server) && ports.Contains(s.Peer.Port)).ToList();
            var atClient = dump.List(SocketFilter.ConnectingTo([server.Port]))
                .Where(s => s.Peer.Equals(server) && ports.Contains(s.Local.Port)).ToList();
            if (atServer.Concat(atClient).All(s => s.State == TcpState.TimeWait) || Stopwatch.GetElapsedTime(started) > SettleWithin)
            {
                return (atServer, atClient);
            }

            await Task.Delay(LookEvery, stop);
        }
    }
}
