namespace Harness.Protocol.Counting;

/// <summary>TCP states with the kernel's numbers (include/net/tcp_states.h); names as in RFC 9293, 3.3.2.</summary>
public enum TcpState
{
    /// <summary>TCP_ESTABLISHED: both sides may send.</summary>
    Established = 1,

    /// <summary>TCP_SYN_SENT: connect() waits for the peer's answer.</summary>
    SynSent = 2,

    /// <summary>TCP_SYN_RECV: the peer's SYN has come and is answered.</summary>
    SynReceived = 3,

    /// <summary>TCP_FIN_WAIT1: this side has closed; its FIN is not acknowledged yet.</summary>
    FinWait1 = 4,

    /// <summary>TCP_FIN_WAIT2: a full socket or, once its owner is gone, a minisocket.</summary>
    FinWait2 = 5,

    /// <summary>TCP_TIME_WAIT: both sides have closed, this one first; its port stays taken for a minute.</summary>
    TimeWait = 6,

    /// <summary>TCP_CLOSE: neither connected nor listening.</summary>
    Close = 7,

    /// <summary>TCP_CLOSE_WAIT: the peer has closed, this side has not.</summary>
    CloseWait = 8,

    /// <summary>TCP_LAST_ACK: the peer closed first, then this side; its FIN is not acknowledged yet.</summary>
    LastAck = 9,

    /// <summary>TCP_LISTEN: waits for connections.</summary>
    Listen = 10,

    /// <summary>TCP_CLOSING: both sides have closed at once; the FIN is not acknowledged yet.</summary>
    Closing = 11,

    /// <summary>TCP_NEW_SYN_RECV: a request socket, not yet a connection.</summary>
    NewSynReceived = 12,
}
