namespace Harness.Protocol.Tcp;

/// <summary>How a socket differs from the default one.</summary>
[Flags]
public enum TcpTraits
{
    /// <summary>
    /// No option. What follows an await runs on the epoll thread that saw the event, which serves other sockets too: it must not block.
    /// </summary>
    None = 0,

    /// <summary>TCP_NODELAY: small segments are sent at once.</summary>
    NoDelay = 1,

    /// <summary>An AF_INET6 socket that takes IPv4 addresses too, mapped to IPv6.</summary>
    DualMode = 2,

    /// <summary>SO_REUSEADDR before bind(2): the port may be one that a socket in TIME_WAIT still has.</summary>
    ReuseAddress = 4,

    /// <summary>IP_BIND_ADDRESS_NO_PORT: bind(2) leaves the choice of the port to connect(2).</summary>
    BindsAddressOnly = 8,

    /// <summary>What follows an await runs on the thread pool, so it may block.</summary>
    OnThreadPool = 16,

    /// <summary>For a listener: the sockets that it accepts take the blocking calls only.</summary>
    AcceptsBlocking = 32,

    /// <summary>
    /// TCP_QUICKACK off before connect(2): the ACK that ends the handshake travels with the first data, and accept(2) of the peer returns
    /// only then; without data within 200 ms it is sent alone. HAProxy's <c>tcp-smart-connect</c> does the same.
    /// </summary>
    AcksWithData = 64,
}
