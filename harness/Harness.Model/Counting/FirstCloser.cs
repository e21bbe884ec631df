namespace Harness.Model.Counting;

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

/// <summary>Reads the first closer from a socket that this side is about to close.</summary>
public static class FirstClosers
{
    /// <summary>What the next close(2) of this socket will mean, before any shutdown(2) of this side.</summary>
    /// <param name="state">tcpi_state of TCP_INFO.</param>
    /// <param name="unread">FIONREAD: with unread bytes close(2) sends RST instead of FIN (tcp_close in net/ipv4/tcp.c).</param>
    public static FirstCloser Of(TcpState state, int unread) => (state, unread) switch
    {
        (TcpState.Close, _) or (_, > 0) => FirstCloser.Reset,
        (TcpState.Established, _) => FirstCloser.Self,
        (TcpState.CloseWait, _) => FirstCloser.Peer,
        _ => FirstCloser.Unknown,
    };
}
