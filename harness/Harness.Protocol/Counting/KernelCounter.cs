namespace Harness.Protocol.Counting;

/// <summary>A counter of the kernel's TCP; Documentation/networking/snmp_counter.rst of Linux explains most.</summary>
/// <param name="Name">Its group in /proc/net/netstat or /proc/net/snmp, a point, and its name there: <c>TcpExt.TW</c>.</param>
/// <param name="Meaning">What it counts, for people; Markdown-free and without a full stop.</param>
/// <param name="IsWatched">Whether every result has it, also at 0, as far as the kernel has it.</param>
public sealed record KernelCounter(string Name, string Meaning, bool IsWatched)
{
    /// <summary>TIME_WAITs, FIN_WAIT2 minisockets included; see <see cref="CounterMeaning"/>.</summary>
    public const string TimeWait = "TcpExt.TW";

    /// <summary>Minisockets with a time-out of 4 s or less.</summary>
    public const string TimeWaitKilled = "TcpExt.TWKilled";

    /// <summary>TIME_WAITs refused because of tcp_max_tw_buckets.</summary>
    public const string TimeWaitOverflow = "TcpExt.TCPTimeWaitOverflow";

    /// <summary>Connections reset at close by SO_LINGER 0, or because data came after the close.</summary>
    public const string AbortOnData = "TcpExt.TCPAbortOnData";

    /// <summary>Connections reset at close because received data was still unread.</summary>
    public const string AbortOnClose = "TcpExt.TCPAbortOnClose";

    /// <summary>Challenge ACKs sent (RFC 5961).</summary>
    public const string ChallengeAck = "TcpExt.TCPChallengeACK";

    /// <summary>Connections begun with connect().</summary>
    public const string ActiveOpens = "Tcp.ActiveOpens";

    /// <summary>Connections begun by a SYN from the peer.</summary>
    public const string PassiveOpens = "Tcp.PassiveOpens";

    /// <summary>Connections that failed while being opened.</summary>
    public const string AttemptFails = "Tcp.AttemptFails";

    /// <summary>Segments sent with RST.</summary>
    public const string ResetsSent = "Tcp.OutRsts";

    /// <summary>TIME_WAITs taken over by a new connection.</summary>
    public const string Recycled = "TcpExt.TWRecycled";

    /// <summary>Connections refused because the accept queue was full.</summary>
    public const string ListenOverflows = "TcpExt.ListenOverflows";

    /// <summary>SYNs answered with a cookie because the SYN queue was full.</summary>
    public const string CookiesSent = "TcpExt.SyncookiesSent";

    /// <summary>SYNs dropped because the SYN queue was full.</summary>
    public const string SynQueueDrops = "TcpExt.TCPReqQFullDrop";

    private const string PawsActive = "TcpExt.PAWSActive";
    private const string PawsEstablished = "TcpExt.PAWSEstab";
    private const string PawsOldAck = "TcpExt.PAWSOldAck";
    private const string PawsTimeWait = "TcpExt.PAWSTimewait";

    private const bool Watched = true;
    private const bool Explained = false;

    /// <summary>Those that are explained to readers, in reading order: those about TIME_WAIT first.</summary>
    public static IReadOnlyList<KernelCounter> All { get; } =
    [
        new(
            TimeWait,
            "TIME_WAITs, FIN_WAIT2 minisockets included; at entry or at expiry, see time_wait_counted in environment.json",
            Watched),
        new(Recycled, "TIME_WAITs taken over by a new connection to the same place (tcp_tw_reuse)", Watched),
        new(TimeWaitKilled, "minisockets with a time-out of 4 s or less, such as FIN_WAIT2 under a short tcp_fin_timeout", Watched),
        new(TimeWaitOverflow, "TIME_WAITs refused because tcp_max_tw_buckets was reached; nobody gets an error", Watched),
        new(PawsActive, "SYN-ACKs dropped while connecting, because the timestamp that they echo was never sent", Watched),
        new(
            PawsEstablished,
            "packets dropped in an open connection because their timestamp is older than one that came before (PAWS, RFC 7323): late "
            + "duplicates. Kernels without the next two count here what those count",
            Watched),
        new(
            PawsOldAck,
            "plain ACKs dropped because their timestamp is too old: harmless, they were overtaken on the way. Linux of 2025 and later",
            Watched),
        new(
            PawsTimeWait,
            "packets dropped by a TIME_WAIT because their timestamp is too old, such as the SYN of another machine behind the same NAT. "
            + "Linux of 2025 and later",
            Watched),
        new("TcpExt.TSEcrRejected", "packets dropped because the timestamp that they echo was never sent", Explained),
        new(
            "TcpExt.TCPACKSkippedPAWS",
            "ACKs that were to answer a packet with too old a timestamp, not sent because of the rate limit (tcp_invalid_ratelimit)",
            Watched),
        new("TcpExt.TCPACKSkippedTimeWait", "ACKs that a TIME_WAIT did not send because of the same limit", Watched),
        new("TcpExt.TCPACKSkippedChallenge", "challenge ACKs not sent because of the rate limit", Explained),
        new("TcpExt.TCPACKSkippedFinWait2", "ACKs that a FIN_WAIT2 did not send because of the rate limit", Explained),
        new(
            ChallengeAck,
            "challenge ACKs sent: a doubtful RST, SYN or ACK in an open connection is answered, not believed (RFC 5961)",
            Watched),
        new("TcpExt.TCPSYNChallenge", "SYNs (and SYN-ACKs) in an open connection, answered by a challenge ACK", Watched),
        new(AbortOnData, "connections reset at close by SO_LINGER 0, or because data came after the close", Watched),
        new(AbortOnClose, "connections reset at close because received data was still unread", Watched),
        new("TcpExt.TCPAbortOnTimeout", "connections given up after too many retransmissions", Watched),
        new("TcpExt.TCPAbortOnLinger", "connections reset because FIN_WAIT2 was to last no time (TCP_LINGER2)", Explained),
        new("TcpExt.TCPAbortOnMemory", "connections reset for lack of memory or too many orphans", Explained),
        new(ListenOverflows, "connections refused because the accept queue was full", Watched),
        new("TcpExt.ListenDrops", "connections dropped by a listener for any reason", Watched),
        new(SynQueueDrops, "SYNs dropped because the SYN queue was full", Explained),
        new("TcpExt.TCPReqQFullDoCookies", "SYNs answered with a cookie because the SYN queue was full", Explained),
        new("TcpExt.TCPTimeouts", "retransmission time-outs", Explained),
        new("TcpExt.TCPSynRetrans", "SYNs and SYN-ACKs sent again", Explained),
        new(ActiveOpens, "connections begun with connect()", Watched),
        new(PassiveOpens, "connections begun by a SYN from the peer", Watched),
        new(AttemptFails, "connections that failed while being opened", Watched),
        new("Tcp.EstabResets", "connections that ended by an RST, sent or received", Watched),
        new(ResetsSent, "RSTs sent", Watched),
        new("Tcp.RetransSegs", "segments sent again", Watched),
        new("Tcp.InErrs", "damaged segments received", Explained),
    ];

    /// <summary>
    /// Those that count packets dropped for too old a timestamp (PAWS, RFC 7323). An older kernel counts in PAWSEstab what a newer one
    /// tells apart.
    /// </summary>
    public static IReadOnlyList<string> TooOld { get; } = [PawsActive, PawsEstablished, PawsOldAck, PawsTimeWait];
}
