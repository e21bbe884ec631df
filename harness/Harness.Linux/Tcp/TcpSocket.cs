using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Harness.Protocol.Counting;
using Harness.Protocol.Tcp;
using static Harness.Linux.Interop;

namespace Harness.Linux.Tcp;

/// <summary>A non-blocking TCP socket on an epoll loop; one that a listener accepted for blocking calls blocks instead.</summary>
internal sealed class TcpSocket(SafeFileDescriptor descriptor, EpollLoop loop, TcpTraits traits) : ITcpSocket
{
    private readonly EdgeWait wait = new(descriptor, loop, traits.HasFlag(TcpTraits.OnThreadPool));
    private EdgeTask? task;

    // The event after which the last call, if it would have blocked, can be retried.
    private uint awaited;
    private bool hasJustSent;
    private bool owesAck = traits.HasFlag(TcpTraits.AcksWithData);

    public int LocalPort => PortOf(descriptor);

    public TcpState State => TcpInfo.StateOf(descriptor);

    public long SentBytes => TcpInfo.SentBytesOf(descriptor);

    public bool TakeReset()
    {
        var length = (uint)sizeof(int);
        ThrowIfFailed(Libc.getsockopt(descriptor, Libc.SOL_SOCKET, Libc.SO_ERROR, out int error, ref length));
        return error != 0;
    }

    public bool TryConnect(SocketAddress server)
    {
        awaited = EpollEvent.EPOLLOUT;

        // A peer on the same machine answers within the first call, but only the second one reports it.
        return TryConnectOnce(server) || TryConnectOnce(server);
    }

    public int TrySend(ReadOnlySpan<byte> bytes)
    {
        awaited = EpollEvent.EPOLLOUT;
        var sent = Libc.send(descriptor, bytes, (nuint)bytes.Length, Libc.MSG_NOSIGNAL);
        hasJustSent = !WouldBlock(sent);
        if (hasJustSent && owesAck)
        {
            // The handshake's ACK has been sent with these bytes. Further ACKs are sent as usual.
            owesAck = false;
            ThrowIfFailed(Libc.setsockopt(descriptor, Libc.IPPROTO_TCP, Libc.TCP_QUICKACK, 1, sizeof(int)));
        }

        return hasJustSent ? (int)sent : 0;
    }

    public int? TryReceive(Span<byte> buffer)
    {
        var isTooEarly = hasJustSent && !wait.IsSubscribed(EpollEvent.EPOLLIN);
        (awaited, hasJustSent) = (EpollEvent.EPOLLIN, false);
        if (isTooEarly)
        {
            // No answer is that fast, and the first wait is signalled at once if one has arrived after all.
            return null;
        }

        var received = Libc.recv(descriptor, buffer, (nuint)buffer.Length, 0);
        return WouldBlock(received) ? null : (int)received;
    }

    public int? Peek()
    {
        Span<byte> one = stackalloc byte[1];
        var there = Libc.recv(descriptor, one, 1, Libc.MSG_PEEK | Libc.MSG_DONTWAIT);
        return there < 0 && Marshal.GetLastPInvokeError() == Errno.EAGAIN ? null : (int)there;
    }

    public bool WhenReady(Action ready) => wait.Begin(awaited, ready);

    public ValueTask ReadyAsync(CancellationToken cancellationToken) => (task ??= new(wait)).NextAsync(awaited, cancellationToken);

    public void Wake() => wait.Signal();

    public void Send(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var sent = Libc.send(descriptor, bytes, (nuint)bytes.Length, Libc.MSG_NOSIGNAL);
            if (sent < 0)
            {
                ThrowUnless(Errno.EINTR);
            }

            bytes = bytes[(int)Math.Max(0, sent)..];
        }
    }

    public int Receive(Span<byte> buffer)
    {
        nint received;
        while ((received = Libc.recv(descriptor, buffer, (nuint)buffer.Length, 0)) < 0)
        {
            ThrowUnless(Errno.EINTR);
        }

        return (int)received;
    }

    public bool WaitForInput(TimeSpan within)
    {
        hasJustSent = false;
        Span<PollDescriptor> one = [new() { fd = descriptor.Number, events = PollDescriptor.POLLIN }];
        int ready;
        while ((ready = Libc.ppoll(one, 1, TimeSpec.Of((long)within.TotalNanoseconds), 0)) < 0)
        {
            ThrowUnless(Errno.EINTR);
        }

        return ready > 0;
    }

    public void Shutdown(SocketShutdown how)
    {
        if (Libc.shutdown(descriptor, (int)how) < 0)
        {
            ThrowUnless(Errno.ENOTCONN);
        }
    }

    public void Close()
    {
        wait.End();
        descriptor.Dispose();
    }

    public void Abort()
    {
        SetLinger(0);
        Close();
    }

    public void CloseLingering(TimeSpan time)
    {
        SetLinger((int)time.TotalSeconds);
        Close();
    }

    /// <summary>The local port of <paramref name="descriptor"/>.</summary>
    internal static int PortOf(SafeFileDescriptor descriptor)
    {
        var address = new SocketAddress(AddressFamily.InterNetworkV6);
        var length = (uint)address.Size;
        ThrowIfFailed(Libc.getsockname(descriptor, address.Buffer.Span, ref length));

        // In both families the port is in bytes 2 and 3, in network byte order (ip(7), ipv6(7)).
        return (address[2] << 8) | address[3];
    }

    internal static void ThrowIfFailed(int result)
    {
        if (result < 0)
        {
            throw new TcpException(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>After a call that failed: throws unless errno is one of these.</summary>
    internal static void ThrowUnless(params ReadOnlySpan<int> expected)
    {
        var error = Marshal.GetLastPInvokeError();
        if (!expected.Contains(error))
        {
            throw new TcpException(error);
        }
    }

    private void SetLinger(int seconds)
    {
        var linger = new Linger { l_onoff = 1, l_linger = seconds };
        ThrowIfFailed(Libc.setsockopt(descriptor, Libc.SOL_SOCKET, Libc.SO_LINGER, linger, (uint)Unsafe.SizeOf<Linger>()));
    }

    private static bool WouldBlock(nint result)
    {
        if (result < 0)
        {
            ThrowUnless(Errno.EAGAIN);
        }

        return result < 0;
    }

    private bool TryConnectOnce(SocketAddress server)
    {
        if (Libc.connect(descriptor, server.Buffer.Span, (uint)server.Size) == 0)
        {
            return true;
        }

        ThrowUnless(Errno.EINPROGRESS, Errno.EALREADY);
        return false;
    }
}
