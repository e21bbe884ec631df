namespace Harness.Protocol.Counting;

/// <summary>How many sockets of one side were in each TCP state at one moment. A dump is not atomic.</summary>
public sealed record StateCounts
{
    /// <summary>ESTABLISHED: both sides may send.</summary>
    public int Established { get; init; }

    /// <summary>SYN_SENT: connect() waits for the peer's answer.</summary>
    public int SynSent { get; init; }

    /// <summary>SYN_RECV, request sockets (NEW_SYN_RECV) included.</summary>
    public int SynReceived { get; init; }

    /// <summary>FIN_WAIT1: this side has closed; its FIN is not acknowledged yet.</summary>
    public int FinWait1 { get; init; }

    /// <summary>FIN_WAIT2, full sockets and minisockets together.</summary>
    public int FinWait2 { get; init; }

    /// <summary>
    /// Those of <see cref="FinWait2"/> that are minisockets: their owner has closed. The kernel's own counters call them TIME_WAIT.
    /// </summary>
    public int FinWait2Minisockets { get; init; }

    /// <summary>TIME_WAIT, without the FIN_WAIT2 minisockets.</summary>
    public int TimeWait { get; init; }

    /// <summary>CLOSE: neither connected nor listening.</summary>
    public int Close { get; init; }

    /// <summary>CLOSE_WAIT: the peer has closed, this side has not.</summary>
    public int CloseWait { get; init; }

    /// <summary>LAST_ACK: the peer closed first, then this side; its FIN is not acknowledged yet.</summary>
    public int LastAck { get; init; }

    /// <summary>LISTEN: wait for connections.</summary>
    public int Listen { get; init; }

    /// <summary>CLOSING: both sides closed at the same time.</summary>
    public int Closing { get; init; }

    /// <summary>This and <paramref name="other"/> together.</summary>
    public StateCounts And(StateCounts other) => new()
    {
        Established = Established + other.Established,
        SynSent = SynSent + other.SynSent,
        SynReceived = SynReceived + other.SynReceived,
        FinWait1 = FinWait1 + other.FinWait1,
        FinWait2 = FinWait2 + other.FinWait2,
        FinWait2Minisockets = FinWait2Minisockets + other.FinWait2Minisockets,
        TimeWait = TimeWait + other.TimeWait,
        Close = Close + other.Close,
        CloseWait = CloseWait + other.CloseWait,
        LastAck = LastAck + other.LastAck,
        Listen = Listen + other.Listen,
        Closing = Closing + other.Closing,
    };

    /// <summary>Sockets in a state that the peer or the program will still end without a time-out.</summary>
    public int Moving => Established + SynSent + SynReceived + FinWait1 + FinWait2 + CloseWait + LastAck + Closing;
}
