using Harness.Analysis.Results;
using Harness.Protocol.Counting;
using Harness.Scenarios.Options;

namespace Harness.Analysis.Trials;

/// <summary>
/// Finds out who closed the connections of one hop first, from the best witness that there is: the segments that both ends saw, else
/// the census while every socket is still there, else the kernel's counters where each node has its own, else what the roles saw. What
/// no witness saw is unknown, never guessed.
/// </summary>
internal static class CloseClassifier
{
    /// <summary>The connections of a hop, by who closed first.</summary>
    /// <param name="network">Whether the nodes' counters are their own.</param>
    /// <param name="server">The end that listens.</param>
    /// <param name="client">The end that connects.</param>
    public static ClosedFirst Classify(NetworkKind network, HopEnd server, HopEnd client)
    {
        if (server.Role is not { } serverRole || client.Role is not { } clientRole)
        {
            return new ClosedFirst();
        }

        if (FromSegments(server, client) is { } seen)
        {
            return seen;
        }

        // With programs at both ends on loopback nobody knows how many there were.
        if ((clientRole.Connections ?? serverRole.Connections)?.Opened is not { } opened)
        {
            return new ClosedFirst();
        }

        // Either end may miss a reset: the one that sends it by closing with unread data, or the one that never reads again.
        var (byServer, byClient) = (serverRole.Closes ?? new(), clientRole.Closes ?? new());
        var reset = Math.Max(byServer.Reset, byClient.Reset);
        return FromCensus(server, client, opened, reset)
            ?? FromCounters(network, server, client, opened, reset)
            ?? FromRoles(byServer, byClient, opened, reset, (serverRole.Connections?.Opened ?? opened) - opened);
    }

    /// <summary>
    /// TIME_WAITs that one side's own counter shows; null where the counter is shared or counts at expiry. The counter also counts
    /// FIN_WAIT2 minisockets: those that are still there are taken off, and no more can have become TIME_WAITs than the peer has sent FINs
    /// that found one, which it has not where an RST ended the connection.
    /// </summary>
    public static long? EnteredByCounter(NetworkKind network, HopEnd end, HopEnd peer)
    {
        // The counter has those of all connections in the namespace.
        if (Minisockets(network, end) is not { } created || end.Role?.Hop?.Others.Count > 0)
        {
            return null;
        }

        // A connection that either end has reset had a minisocket where the other one's FIN was sent before, and became no TIME_WAIT.
        var waiting = end.WaitingMinisockets();
        var reset = Math.Max(Resets(end), Resets(peer));
        return peer.Role is { Closes: { } closes, Connections.Opened: var opened, Program: null }
            ? Math.Min(created - waiting, Math.Max(0, opened - closes.Unknown - reset - LateFins(end, peer)))
            : created - waiting;
    }

    // A FIN that comes after the FIN_WAIT2 has timed out is answered by an RST. Where nobody closed with one, and no connection failed,
    // RSTs are those answers.
    private static long LateFins(HopEnd end, HopEnd peer)
    {
        var resets = Resets(end) + Resets(peer);
        var failed = (end.Connections?.Failed ?? 0) + (peer.Connections?.Failed ?? 0);
        return resets == 0 ? Math.Max(0, end.Counter(KernelCounter.ResetsSent) - failed) : 0;
    }

    private static long Resets(HopEnd end) => end.Role?.Closes?.Reset ?? 0;

    private static long? Minisockets(NetworkKind network, HopEnd end) =>
        network == NetworkKind.Namespaces && end is { Role: { } role, CountsAtEntry: true }
            ? TimeWaitCounters.Minisockets(role.Counters)
            : null;

    // Each end is asked what it did itself where both were watched: of the other one's segments some may have been lost on the way, and
    // been sent again.
    private static ClosedFirst? FromSegments(HopEnd server, HopEnd client)
    {
        if ((server.Hop ?? client.Hop, client.Hop ?? server.Hop) is not ({ } s, { } c))
        {
            return null;
        }

        var reset = s.Server.Reset + c.Client.Reset - Math.Max(ResetByBoth(s), ResetByBoth(c));
        var open = Math.Min(s.Opened - s.Closed - s.Reset, c.Opened - c.Closed - c.Reset);
        var both = s.Server.ClosedFirst + c.Client.ClosedFirst + reset + open - c.Opened;
        return both < 0 || both > s.Server.ClosedFirst || both > c.Client.ClosedFirst ? null : new ClosedFirst
        {
            Server = s.Server.ClosedFirst - both,
            Client = c.Client.ClosedFirst - both,
            Both = both,
            Reset = reset,
            ResetAfterServerFin = Math.Max(s.Server.ResetAfterFin, c.Server.ResetAfterFin),
            ResetAfterClientFin = Math.Max(s.Client.ResetAfterFin, c.Client.ResetAfterFin),
            DataAfterServerFin = s.Server.DataAfterFin,
            DataAfterClientFin = c.Client.DataAfterFin,
            ClientBeforeAnswer = c.ClientBeforeAnswer,
            Unknown = open,
            Source = ClosedFirstSource.Segments,
        };
    }

    private static long ResetByBoth(HopTally hop) => hop.Server.Reset + hop.Client.Reset - hop.Reset;

    private static ClosedFirst? FromCensus(HopEnd server, HopEnd client, long opened, long reset)
    {
        if (server.Census is null || client.Census is null)
        {
            return null;
        }

        var classes = CensusClasses.Of(server.Census, client.Census);
        return classes.Unmatched > 0 || classes.Total + reset != opened ? null : new ClosedFirst
        {
            Server = classes.Server,
            Client = classes.Client,
            Both = classes.Both,
            Reset = reset,
            Unknown = classes.Open,
            Source = ClosedFirstSource.Census,
        };
    }

    // The invariant of facts about TIME_WAIT: entered(server) + entered(client) == connections + simultaneous closes.
    private static ClosedFirst? FromCounters(NetworkKind network, HopEnd server, HopEnd client, long opened, long reset)
    {
        // A minisocket is made for whoever closes first, also for one that stays in FIN_WAIT2.
        if (Minisockets(network, server) is not { } s || Minisockets(network, client) is not { } c)
        {
            return null;
        }

        s += TimeWaitCounters.Refused(server.Role!.Counters);
        c += TimeWaitCounters.Refused(client.Role!.Counters);
        var both = s + c + reset - opened;
        return both < 0 || both > s || both > c ? null : new ClosedFirst
        {
            Server = s - both,
            Client = c - both,
            Both = both,
            Reset = reset,
            Source = ClosedFirstSource.Counters,
        };
    }

    private static ClosedFirst FromRoles(CloseTally server, CloseTally client, long opened, long reset, long strangers)
    {
        if (strangers > 0)
        {
            return FromClient(client, opened);
        }

        // Each side says "I was first" also when both were, and when the other one's RST came after its FIN.
        var twice = Math.Max(0, server.Self + client.Self + reset - opened);
        var both = Math.Min(twice, Math.Min(server.Self, client.Self));
        var resetByClient = Math.Min(twice - both, client.Reset);
        var known = new ClosedFirst
        {
            Server = Math.Max(0, server.Self - both - resetByClient),
            Client = Math.Max(0, client.Self - both - (twice - both - resetByClient)),
            Both = both,
            Reset = reset,
            Source = ClosedFirstSource.Roles,
        };
        return known with { Unknown = Math.Max(0, opened - known.Server - known.Client - known.Both - known.Reset) };
    }

    // Other programs' connections are among those that the server closed. The client alone does not see its FIN cross the server's: of
    // those that it closed first nobody knows whether both did.
    private static ClosedFirst FromClient(CloseTally client, long opened) => new()
    {
        Server = client.Peer,
        Reset = client.Reset,
        Unknown = Math.Max(0, opened - client.Peer - client.Reset),
        Source = ClosedFirstSource.Roles,
    };
}
