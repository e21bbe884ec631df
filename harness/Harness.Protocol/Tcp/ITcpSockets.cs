using System.Net;
using System.Net.Sockets;

namespace Harness.Protocol.Tcp;

/// <summary>Makes the TCP sockets of this process, in the network namespace of the calling thread.</summary>
public interface ITcpSockets
{
    /// <summary>socket(2) for a client, and bind(2) when it is to have an address before it connects.</summary>
    /// <param name="family">IPv4 or IPv6.</param>
    /// <param name="traits">The options of the socket.</param>
    /// <param name="source">The address to bind to, as <see cref="IPEndPoint.Serialize"/> writes it; null leaves it to connect(2).</param>
    /// <param name="window">The ports of which the kernel chooses, part of its own range (IP_LOCAL_PORT_RANGE); null: all of that.</param>
    /// <exception cref="TcpException">
    /// EMFILE: no descriptor is left; EADDRINUSE: no port; ENOPROTOOPT: the kernel takes no window, older than Linux 6.3. Nothing is left
    /// open.
    /// </exception>
    ITcpSocket Open(AddressFamily family, TcpTraits traits, SocketAddress? source = null, PortRange? window = null);

    /// <summary>bind(2) and listen(2).</summary>
    /// <param name="endPoint">Where; port 0 for a free one.</param>
    /// <param name="backlog">How many connections may wait to be accepted; the kernel's somaxconn bounds it.</param>
    /// <param name="traits">Of the listener and of the sockets that it accepts.</param>
    /// <exception cref="TcpException">EADDRINUSE, EADDRNOTAVAIL, EACCES, EMFILE; nothing is left open.</exception>
    ITcpListener Listen(IPEndPoint endPoint, int backlog, TcpTraits traits);

    /// <summary>
    /// Calls <paramref name="action"/> later, on the same thread, after the epoll events that it has already received. Several connections
    /// then connect together and send together, which wakes a peer on the same machine once instead of once for each.
    /// </summary>
    /// <returns>False if the caller is not on an epoll thread; <paramref name="action"/> will then not be called.</returns>
    bool Defer(Action action);
}
