using Harness.Protocol.Tcp;

namespace Harness.Protocol.Counting;

/// <summary>Who closed a connection first, as one side saw it.</summary>
public enum FirstCloser
{
    /// <summary>Still open, or not seen.</summary>
    Unknown,

    /// <summary>This side closed while the peer's FIN had not arrived.</summary>
    Self,

    /// <summary>The peer's FIN had arrived.</summary>
    Peer,

    /// <summary>An RST ended it, or will: the peer's had arrived, or the kernel sends one because bytes are unread.</summary>
    Reset,
}

/// <summary>
/// Reads the first closer from a socket that this side is about to close. As near to its close(2) as can be, yet not exact: a FIN or RST
/// that arrives in the few microseconds between counts as not yet there. Where both sides race on loopback that is some percent of the
/// connections, so the census and the kernel's counters are asked first.
/// </summary>
public static class FirstClosers
{
    /// <summary>
    /// What close(2) will mean, before any shutdown(2) of this side. With unread bytes it sends RST instead of FIN (tcp_close in
    /// net/ipv4/tcp.c).
    /// </summary>
    public static FirstCloser Of(ITcpSocket socket) => socket.Peek() switch
    {
        null => FirstCloser.Self,
        0 => AfterEnd(socket),
        _ => FirstCloser.Reset,
    };

    /// <summary>The same where the peer's FIN has been received, in fewer system calls.</summary>
    public static FirstCloser AfterEnd(ITcpSocket socket) => socket.TakeReset() ? FirstCloser.Reset : FirstCloser.Peer;

    /// <summary>What shutdown(SHUT_WR) will mean: unread bytes change nothing.</summary>
    /// <param name="state">tcpi_state of TCP_INFO.</param>
    public static FirstCloser Of(TcpState state) => state switch
    {
        TcpState.Close => FirstCloser.Reset,
        TcpState.Established => FirstCloser.Self,
        TcpState.CloseWait => FirstCloser.Peer,
        _ => FirstCloser.Unknown,
    };
}
