using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Harness.Protocol.Tcp;
using static Harness.Linux.Interop;

namespace Harness.Linux.Tcp;

/// <summary>Makes TCP sockets on epoll loops of its own. A process has one of these. Safe for threads.</summary>
public sealed class TcpSockets : ITcpSockets
{
    private readonly EpollLoop[] loops;
    private uint turn = uint.MaxValue;

    /// <summary>
    /// Starts the threads of the loops. They live as long as the process. They, and the sockets that they open, stand in the network
    /// namespace of the calling thread.
    /// </summary>
    /// <param name="threads">The number of loops, a thread each.</param>
    /// <exception cref="LinuxException">No descriptor is left (EMFILE).</exception>
    public TcpSockets(int threads) => loops = [.. Enumerable.Range(0, threads).Select(_ => new EpollLoop())];

    /// <inheritdoc/>
    public ITcpSocket Open(AddressFamily family, TcpTraits traits, SocketAddress? source = null, PortRange? window = null) =>
        Of(source is null ? New(family, traits, window) : NewAt(source, traits, window), traits);

    /// <summary>Whether this kernel lets a socket choose its port from a window (IP_LOCAL_PORT_RANGE, from Linux 6.3 on).</summary>
    /// <exception cref="TcpException">No descriptor is left (EMFILE).</exception>
    public static bool TakePortWindow()
    {
        using var descriptor = New(AddressFamily.InterNetwork, TcpTraits.None);
        return Libc.setsockopt(descriptor, Libc.IPPROTO_IP, Libc.IP_LOCAL_PORT_RANGE, 0, sizeof(int)) == 0;
    }

    /// <inheritdoc/>
    public ITcpListener Listen(IPEndPoint endPoint, int backlog, TcpTraits traits)
    {
        var descriptor = NewAt(endPoint.Serialize(), traits);
        try
        {
            TcpSocket.ThrowIfFailed(Libc.listen(descriptor, backlog));
            return new TcpListener(descriptor, new(endPoint.Address, TcpSocket.PortOf(descriptor)), this, traits);
        }
        catch (TcpException)
        {
            descriptor.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public bool Defer(Action action)
    {
        foreach (var loop in loops)
        {
            if (loop.IsCurrent)
            {
                loop.Defer(action);
                return true;
            }
        }

        return false;
    }

    /// <summary>The loop of the next socket; loops are taken in turn.</summary>
    internal EpollLoop NextLoop() => loops[Interlocked.Increment(ref turn) % (uint)loops.Length];

    /// <summary>Takes ownership of <paramref name="descriptor"/>.</summary>
    internal TcpSocket Of(SafeFileDescriptor descriptor, TcpTraits traits) => new(descriptor, NextLoop(), traits);

    private static SafeFileDescriptor NewAt(SocketAddress address, TcpTraits traits, PortRange? window = null)
    {
        var descriptor = New(address.Family, traits, window);
        if (Libc.bind(descriptor, address.Buffer.Span, (uint)address.Size) < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            descriptor.Dispose();
            throw new TcpException(error);
        }

        return descriptor;
    }

    private static SafeFileDescriptor New(AddressFamily family, TcpTraits traits, PortRange? window = null)
    {
        var isIPv6 = family == AddressFamily.InterNetworkV6;
        var descriptor = Libc.socket(isIPv6 ? Libc.AF_INET6 : Libc.AF_INET, Libc.SOCK_STREAM | Libc.SOCK_NONBLOCK | Libc.SOCK_CLOEXEC, 0);
        if (descriptor.IsInvalid)
        {
            throw new TcpException(Marshal.GetLastPInvokeError());
        }

        if (isIPv6)
        {
            Set(descriptor, Libc.IPPROTO_IPV6, Libc.IPV6_V6ONLY, traits.HasFlag(TcpTraits.DualMode) ? 0 : 1);
        }

        if (traits.HasFlag(TcpTraits.NoDelay))
        {
            Set(descriptor, Libc.IPPROTO_TCP, Libc.TCP_NODELAY, 1);
        }

        if (traits.HasFlag(TcpTraits.AcksWithData))
        {
            Set(descriptor, Libc.IPPROTO_TCP, Libc.TCP_QUICKACK, 0);
        }

        if (traits.HasFlag(TcpTraits.ReuseAddress))
        {
            Set(descriptor, Libc.SOL_SOCKET, Libc.SO_REUSEADDR, 1);
        }

        if (traits.HasFlag(TcpTraits.BindsAddressOnly))
        {
            // At this level on IPv6 sockets too.
            Set(descriptor, Libc.IPPROTO_IP, Libc.IP_BIND_ADDRESS_NO_PORT, 1);
        }

        if (window is { } ports)
        {
            // ip(7): the first port in the lower 16 bits, the last in the upper ones.
            Set(descriptor, Libc.IPPROTO_IP, Libc.IP_LOCAL_PORT_RANGE, (ports.High << 16) | ports.Low);
        }

        return descriptor;
    }

    // On a socket just made these cannot fail, but for an option that the kernel does not have.
    private static void Set(SafeFileDescriptor descriptor, int level, int name, int value)
    {
        if (Libc.setsockopt(descriptor, level, name, value, sizeof(int)) < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            descriptor.Dispose();
            throw new TcpException(error);
        }
    }
}
