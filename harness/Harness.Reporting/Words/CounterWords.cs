namespace Harness.Reporting.Words;

/// <summary>What the well-known kernel counters mean; see Documentation/networking/snmp_counter.rst of Linux. In reading order, those about TIME_WAIT first.</summary>
internal static class CounterWords
{
    private static readonly (string Name, string Meaning)[] Known =
    [
        ("TcpExt.TW", "TIME_WAITs, FIN_WAIT2 minisockets included; counted at entry or at expiry, as the environment says"),
        ("TcpExt.TWRecycled", "TIME_WAITs taken over by a new connection to the same place (tcp_tw_reuse)"),
        ("TcpExt.TWKilled", "minisockets with a time-out of 4 s or less, such as FIN_WAIT2 under a short tcp_fin_timeout"),
        ("TcpExt.TCPTimeWaitOverflow", "TIME_WAITs refused because tcp_max_tw_buckets was reached; nobody gets an error"),
        ("TcpExt.PAWSActive", "packets with too old a timestamp, dropped while connecting"),
        ("TcpExt.PAWSEstab", "packets with too old a timestamp, dropped in established connections"),
        ("TcpExt.PAWSOldAck", "plain ACKs with too old a timestamp, dropped"),
        ("TcpExt.PAWSTimewait", "packets with too old a timestamp, dropped by a TIME_WAIT"),
        ("TcpExt.TCPACKSkippedTimeWait", "ACKs that a TIME_WAIT did not send because of the rate limit"),
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
        ("TcpExt.TCPChallengeACK", "challenge ACKs sent (RFC 5961)"),
        ("TcpExt.TCPSYNChallenge", "challenge ACKs sent for a SYN in an open connection"),
        ("TcpExt.TCPTimeouts", "retransmission time-outs"),
        ("TcpExt.TCPSynRetrans", "SYNs and SYN-ACKs sent again"),
        ("Tcp.ActiveOpens", "connections begun with connect()"),
        ("Tcp.PassiveOpens", "connections begun by a SYN from the peer"),
        ("Tcp.AttemptFails", "connections that failed while being opened"),
        ("Tcp.EstabResets", "connections that ended by an RST"),
        ("Tcp.OutRsts", "RSTs sent"),
        ("Tcp.RetransSegs", "segments sent again"),
        ("Tcp.InErrs", "damaged segments received"),
    ];

    private static readonly Dictionary<string, int> Rank = Known.Index().ToDictionary(k => k.Item.Name, k => k.Index, StringComparer.Ordinal);

    /// <summary>Sorts counters into reading order: the known ones, then the others by name.</summary>
    public static IEnumerable<string> InOrder(IEnumerable<string> names) =>
        names.OrderBy(n => Rank.GetValueOrDefault(n, int.MaxValue)).ThenBy(n => n, StringComparer.Ordinal);

    /// <summary>Empty for a counter that is not known here.</summary>
    public static string Meaning(string name) => Rank.TryGetValue(name, out var rank) ? Known[rank].Meaning : "";
}
