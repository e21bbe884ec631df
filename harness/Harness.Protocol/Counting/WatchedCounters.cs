namespace Harness.Protocol.Counting;

/// <summary>The kernel counters that a TIME_WAIT reader looks for: every result has them, also when they stayed at 0, as far as the kernel has them.</summary>
public static class WatchedCounters
{
    /// <summary>Their names, as <c>TcpExt.TW</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "TcpExt.TW", "TcpExt.TWRecycled", "TcpExt.TWKilled", "TcpExt.TCPTimeWaitOverflow",
        .. TooOld,
        "TcpExt.TCPACKSkippedPAWS", "TcpExt.TCPACKSkippedTimeWait", "TcpExt.TCPChallengeACK", "TcpExt.TCPSYNChallenge",
        "TcpExt.TCPAbortOnData", "TcpExt.TCPAbortOnClose", "TcpExt.TCPAbortOnTimeout", "TcpExt.ListenOverflows", "TcpExt.ListenDrops",
        "Tcp.ActiveOpens", "Tcp.PassiveOpens", "Tcp.AttemptFails", "Tcp.EstabResets", "Tcp.OutRsts", "Tcp.RetransSegs",
    ];

    /// <summary>Those that count packets dropped for too old a timestamp (PAWS, RFC 7323). An older kernel counts in PAWSEstab what a newer one tells apart.</summary>
    public static IReadOnlyList<string> TooOld => ["TcpExt.PAWSActive", "TcpExt.PAWSEstab", "TcpExt.PAWSOldAck", "TcpExt.PAWSTimewait"];
}
