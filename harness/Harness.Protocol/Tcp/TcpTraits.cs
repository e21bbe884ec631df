namespace Harness.Protocol.Tcp;

/// <summary>What is special about a socket.</summary>
[Flags]
public enum TcpTraits
{
    /// <summary>Nothing: what follows an await runs on the thread that heard of the event. It serves other sockets too, so it must not block.</summary>
    None = 0,

    /// <summary>TCP_NODELAY.</summary>
    NoDelay = 1,

    /// <summary>An AF_INET6 socket that takes IPv4 addresses too, mapped to IPv6.</summary>
    DualMode = 2,

    /// <summary>SO_REUSEADDR before bind(2): the port may be one that a socket in TIME_WAIT still has.</summary>
    ReuseAddress = 4,

    /// <summary>IP_BIND_ADDRESS_NO_PORT: bind(2) leaves the choice of the port to connect(2).</summary>
    BindsAddressOnly = 8,

    /// <summary>What follows an await may block: it runs on the thread pool.</summary>
    OnThreadPool = 16,

    /// <summary>Of a listener: the sockets that it accepts are for the calls that block, and for no other.</summary>
    AcceptsBlocking = 32,

    /// <summary>
    /// TCP_QUICKACK off before connect(2): the ACK that ends the handshake travels with the first data, and accept(2) of the peer returns with that; without
    /// data within 200 ms it goes alone. HAProxy's <c>tcp-smart-connect</c> does the same.
    /// </summary>
    AcksWithData = 64,
}
