using Harness.Analysis.Results;
using Harness.Protocol.Counting;

namespace Harness.Analysis.Words;

/// <summary>What the well-known kernel counters mean; see Documentation/networking/snmp_counter.rst of Linux. In reading order, those about TIME_WAIT first.</summary>
public static class CounterWords
{
    private static readonly (string Name, string Meaning)[] Known =
    [
        ("TcpExt.TW", "TIME_WAITs, FIN_WAIT2 minisockets included; counted at entry or at expiry, as the environment says"),
        ("TcpExt.TWRecycled", "TIME_WAITs taken over by a new connection to the same place (tcp_tw_reuse)"),
        ("TcpExt.TWKilled", "minisockets with a time-out of 4 s or less, such as FIN_WAIT2 under a short tcp_fin_timeout"),
        ("TcpExt.TCPTimeWaitOverflow", "TIME_WAITs refused because tcp_max_tw_buckets was reached; nobody gets an error"),
        ("TcpExt.PAWSActive", "SYN-ACKs dropped while connecting: the timestamp that they echo was never sent"),
        ("TcpExt.PAWSEstab", "packets dropped in an open connection because their timestamp is older than one that came before; older kernels also count here what the next two count"),
        ("TcpExt.PAWSOldAck", "plain ACKs dropped because their timestamp is too old: harmless, they were overtaken on the way (Linux of 2025 and later)"),
        ("TcpExt.PAWSTimewait", "packets dropped by a TIME_WAIT because their timestamp is too old, such as the SYN of another machine behind the same NAT (Linux of 2025 and later)"),
        ("TcpExt.TSEcrRejected", "packets dropped because the timestamp that they echo was never sent"),
        ("TcpExt.TCPACKSkippedPAWS", "ACKs that were to answer a packet with too old a timestamp, not sent because of the rate limit"),
        ("TcpExt.TCPACKSkippedTimeWait", "ACKs that a TIME_WAIT did not send because of the rate limit"),
        ("TcpExt.TCPACKSkippedChallenge", "challenge ACKs not sent because of the rate limit"),
        ("TcpExt.TCPACKSkippedFinWait2", "ACKs that a FIN_WAIT2 did not send because of the rate limit"),
        ("TcpExt.TCPAbortOnData", "connections reset at close by SO_LINGER 0, or because data came after the close"),
        ("TcpExt.TCPAbortOnClose", "connections reset at close because received data was still unread"),
        ("TcpExt.TCPAbortOnTimeout", "connections given up after too many retransmissions"),
        ("TcpExt.TCPAbortOnLinger", "connections reset because FIN_WAIT2 was to last no time (TCP_LINGER2)"),
        ("TcpExt.TCPAbortOnMemory", "connections reset for lack of memory or too many orphans"),
        ("TcpExt.ListenOverflows", "connections refused because the accept queue was full"),
        ("TcpExt.ListenDrops", "connections dropped by a listener for any reason"),
        ("TcpExt.TCPReqQFullDrop", "SYNs dropped because the SYN queue was full"),
        ("TcpExt.TCPReqQFullDoCookies", "SYNs answered with a cookie because the SYN queue was full"),
        ("TcpExt.TCPChallengeACK", "challenge ACKs sent: a doubtful RST, SYN or ACK in an open connection is answered, not believed (RFC 5961)"),
        ("TcpExt.TCPSYNChallenge", "SYNs in an open connection, answered by a challenge ACK"),
        ("TcpExt.TCPTimeouts", "retransmission time-outs"),
        ("TcpExt.TCPSynRetrans", "SYNs and SYN-ACKs sent again"),
        ("Tcp.ActiveOpens", "connections begun with connect()"),
        ("Tcp.PassiveOpens", "connections begun by a SYN from the peer"),
        ("Tcp.AttemptFails", "connections that failed while being opened"),
        ("Tcp.EstabResets", "connections that ended by an RST, sent or received"),
        ("Tcp.OutRsts", "RSTs sent"),
        ("Tcp.RetransSegs", "segments sent again"),
        ("Tcp.InErrs", "damaged segments received"),
    ];

    private static readonly Dictionary<string, int> Rank = Known.Index().ToDictionary(k => k.Item.Name, k => k.Index, StringComparer.Ordinal);

    /// <summary>Sorts counters into reading order: the known ones, then the others by name.</summary>
    public static IEnumerable<string> InOrder(IEnumerable<string> names) =>
        names.OrderBy(n => Rank.GetValueOrDefault(n, int.MaxValue)).ThenBy(n => n, StringComparer.Ordinal);

    /// <summary>What the counters say about old timestamps, doubtful segments and resets, for both sides.</summary>
    public static string Summed(TrialSummary trial)
    {
        if (trial.Server.Counters.Count + trial.Client.Counters.Count == 0)
        {
            return "";
        }

        return Sentences.Join(
            $"Dropped because their timestamp was too old (PAWS): {Both([.. WatchedCounters.TooOld], "packet")}.",
            $"Challenge ACKs, which answer a doubtful segment instead of believing it: {Both(["TcpExt.TCPChallengeACK"], "ACK")}.",
            $"Resets sent: {Both(["Tcp.OutRsts"], "RST")}.");

        string Both(string[] names, string what)
        {
            var (server, client) = (names.Sum(n => trial.Server.Counters.GetValueOrDefault(n)), names.Sum(n => trial.Client.Counters.GetValueOrDefault(n)));
            return server + client == 0 ? "none on either side" : $"{Format.Count(server)} {what}{(server == 1 ? "" : "s")} by the server, {Format.Count(client)} by the client";
        }
    }

    /// <summary>Empty for a counter that is not known here.</summary>
    public static string Meaning(string name) => Rank.TryGetValue(name, out var rank) ? Known[rank].Meaning : "";
}
