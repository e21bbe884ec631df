using System.Net;
using Harness.Analysis.Results;
using Harness.Analysis.Trials;
using Harness.Protocol.Counting;
using Harness.Scenarios.Options;

namespace Harness.Analysis.Witness;

/// <summary>
/// Holds the figures of a trial against the captures of both ends: every connection that was followed or is in a census by itself, and the
/// totals, wherever they came from.
/// </summary>
/// <param name="captures">What passed.</param>
/// <param name="server">The server's end of the hop.</param>
/// <param name="client">The client's end of the hop.</param>
/// <param name="followed">What the nodes of each tier told of single connections; nothing where segments were not watched.</param>
public sealed class WitnessCheck(
    WireCaptures captures, HopEnd server, HopEnd client, ILookup<Tier, FollowedConnection> followed)
{
    private const int MostSentences = 20;

    private readonly IReadOnlyList<WireConnection> opened = captures.Opened();

    private readonly Dictionary<(IPEndPoint, IPEndPoint, uint), FollowedConnection> byServer = ByKey(followed[Tier.Server]);

    private readonly Dictionary<(IPEndPoint, IPEndPoint, uint), FollowedConnection> byClient = ByKey(followed[Tier.Client]);

    /// <summary>Each connection, as the captures have it and as the program had it.</summary>
    public IEnumerable<WitnessedConnection> Connections() => opened.Select(c => new WitnessedConnection(c, EndingByProgram(c)));

    /// <summary>What agrees, and what does not.</summary>
    /// <param name="trial">The figures.</param>
    /// <param name="isSettled">Whether no socket changed its state any more when the census was taken.</param>
    public WitnessSummary Compare(TrialSummary trial, bool isSettled)
    {
        var missed = (server.Role?.WitnessMissed ?? 0) + (client.Role?.WitnessMissed ?? 0);
        var summary = new WitnessSummary { Connections = opened.Count, Segments = captures.Segments, Missed = missed };
        if (missed > 0)
        {
            return summary;
        }

        var single = opened.SelectMany(WrongByProgram).Concat(isSettled ? WrongByCensus() : []).ToList();
        var totals = WrongTotals(trial).ToList();
        var wrong = Math.Max(single.DistinctBy(s => s.Connection).Count(), totals.Select(t => t.Least).DefaultIfEmpty().Max());
        return summary with
        {
            Agreed = Math.Max(0, opened.Count - wrong),
            Disagreed = wrong,
            Disagreements = [.. totals.Select(t => t.Sentence).Concat(single.Select(s => s.Sentence)).Take(MostSentences)],
        };
    }

    private static Dictionary<(IPEndPoint, IPEndPoint, uint), FollowedConnection> ByKey(IEnumerable<FollowedConnection> all) =>
        all.DistinctBy(c => (c.Client, c.Server, c.Syn)).ToDictionary(c => (c.Client, c.Server, c.Syn));

    // Of each end what its own node saw, where it was watched.
    private (EndMarks Server, EndMarks Client)? MarksOf(WireConnection c) =>
        (byServer.GetValueOrDefault((c.Client, c.Server, c.Syn)), byClient.GetValueOrDefault((c.Client, c.Server, c.Syn))) switch
        {
            (null, null) => null,
            ({ } s, null) => (s.ServerMarks, s.ClientMarks),
            (null, { } o) => (o.ServerMarks, o.ClientMarks),
            ({ } s, { } o) => (s.ServerMarks, o.ClientMarks),
        };

    private string? EndingByProgram(WireConnection connection) => MarksOf(connection) switch
    {
        null => null,
        var (s, c) when (s | c).HasFlag(EndMarks.Reset) => "reset",
        var (s, c) => (s.HasFlag(EndMarks.ClosedFirst), c.HasFlag(EndMarks.ClosedFirst)) switch
        {
            (true, true) => "both",
            (true, false) => "server",
            (false, true) => "client",
            _ => "open",
        },
    };

    private IEnumerable<(WireConnection Connection, string Sentence)> WrongByProgram(WireConnection c)
    {
        if (byServer.Count + byClient.Count == 0)
        {
            yield break;
        }

        if (EndingByProgram(c) is var said && said != c.Ending)
        {
            yield return (c, $"{Name(c)}: the captures say {c.Ending}, the program {said ?? "nothing"}");
            yield break;
        }

        var (ofServer, ofClient) = MarksOf(c)!.Value;
        var (seen, told) = (Entering(c.ServerEnters, c.ClientEnters), Entering(HasEntered(ofServer), HasEntered(ofClient)));
        if (seen != told)
        {
            yield return (c, $"{Name(c)}: the captures say TIME_WAIT {seen}, the program {told}");
        }
    }

    // A socket in one of these states has sent its FIN before it got the peer's (RFC 9293, 3.6). FIN_WAIT1 is left out: there the FIN
    // may still wait behind data.
    private IEnumerable<(WireConnection Connection, string Sentence)> WrongByCensus()
    {
        var last = new Dictionary<(IPEndPoint Client, IPEndPoint Server), WireConnection>();
        foreach (var connection in opened)
        {
            last[(connection.Client, connection.Server)] = connection;
        }

        return (server.Census ?? []).Select(s => Wrong("server", s, (s.Peer, s.Local)))
            .Concat((client.Census ?? []).Select(s => Wrong("client", s, (s.Local, s.Peer))))
            .Where(w => w.Connection is not null)!;

        (WireConnection? Connection, string Sentence) Wrong(string side, SocketEntry socket, (IPEndPoint, IPEndPoint) ends)
        {
            var isFirst = socket.State is TcpState.TimeWait or TcpState.FinWait2 or TcpState.Closing;
            if (!isFirst || !last.TryGetValue(ends, out var c) || IsFirst(side, c))
            {
                return default;
            }

            return (c, $"{Name(c)}: the {side}'s socket is in {socket.State}, and the captures say that it did not close first");
        }

        static bool IsFirst(string side, WireConnection c) =>
            side == "server" ? c.ServerEnd.IsFirst(c.ClientEnd) : c.ClientEnd.IsFirst(c.ServerEnd);
    }

    private IEnumerable<(long Least, string Sentence)> WrongTotals(TrialSummary trial)
    {
        var seen = opened.CountBy(c => c.Ending).ToDictionary();
        (string Name, long Said)[] classes =
        [
            ("server", trial.ClosedFirst.Server),
            ("client", trial.ClosedFirst.Client),
            ("both", trial.ClosedFirst.Both),
            ("reset", trial.ClosedFirst.Reset),
            ("open", trial.ClosedFirst.Unknown),
        ];

        if (trial.Connections.Opened is { } counted && counted != opened.Count)
        {
            yield return (Math.Abs(counted - opened.Count),
                $"connections opened: {opened.Count:N0} by the captures, {counted:N0} by the program");
        }

        // Where the program does not know, it may count fewer in each class; more never.
        var tooMany = classes.Where(c => c.Name != "open").Sum(c => Math.Max(0, c.Said - seen.GetValueOrDefault(c.Name)));
        if (tooMany > 0)
        {
            yield return (tooMany, "closed first by the captures: "
                + string.Join(", ", classes.Select(c => $"{c.Name} {seen.GetValueOrDefault(c.Name):N0} (the program: {c.Said:N0})")));
        }

        foreach (var (side, held, entered) in new[]
        {
            ("server", trial.Server.TimeWait, opened.LongCount(c => c.ServerEnters)),
            ("client", trial.Client.TimeWait, opened.LongCount(c => c.ClientEnters)),
        })
        {
            // Those that the kernel had no bucket for never were TIME_WAITs.
            if (held.Overflow is null or 0 && held.Entered is { } said && said != entered)
            {
                yield return (Math.Abs(said - entered),
                    $"TIME_WAITs entered by the {side}: {entered:N0} by the captures, {said:N0} by the program");
            }
        }
    }

    private static bool HasEntered(EndMarks end) => end.HasFlag(EndMarks.Entered);

    private static string Name(WireConnection c) => $"{c.Client} to {c.Server}";

    private static string Entering(bool server, bool client) => (server, client) switch
    {
        (true, true) => "on both sides",
        (true, false) => "on the server",
        (false, true) => "on the client",
        _ => "on no side",
    };
}
