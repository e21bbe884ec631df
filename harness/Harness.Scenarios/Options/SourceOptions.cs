namespace Harness.Scenarios.Options;

/// <summary>The <c>client.source</c> section: from which addresses and ports the clients connect.</summary>
public sealed record SourceOptions
{
    /// <summary>How many addresses the client's namespace has, 1 to 64; connections are bound to them in turn.</summary>
    public int Addresses { get; init; } = 1;

    /// <summary>Whether a socket is bound before it connects, and what the kernel chooses when.</summary>
    public SourceBind Bind { get; init; }

    /// <summary>SO_REUSEADDR before bind(2): a port may then be chosen that a socket in TIME_WAIT still has.</summary>
    public bool ReuseAddress { get; init; }

    /// <summary>
    /// The port that the first connection of a load is bound to, 1 to 65535; each further one takes the next, and after 65535 this one
    /// again. Needs <see cref="SourceBind.AddressAndPort"/>. Null: the kernel chooses.
    /// </summary>
    public int? Port { get; init; }

    /// <summary>
    /// IP_LOCAL_PORT_RANGE: the kernel chooses each socket's port among so many neighbouring ones of ip_local_port_range, 1 to 65535. The
    /// windows lie side by side and are taken in turn. Null: among all of them.
    /// </summary>
    public int? PortWindow { get; init; }
}

/// <summary>What the kernel chooses when: ip(7), IP_BIND_ADDRESS_NO_PORT.</summary>
public enum SourceBind
{
    /// <summary>Not bound: connect(2) chooses address and port, a port that is free towards that server.</summary>
    Never,

    /// <summary>
    /// bind(2) to an address and port 0: the port is chosen before the kernel knows the server, so it must be free towards all of them.
    /// </summary>
    AddressAndPort,

    /// <summary>
    /// bind(2) with IP_BIND_ADDRESS_NO_PORT: the address only; connect(2) chooses the port as for a socket that is not bound.
    /// </summary>
    Address,
}
