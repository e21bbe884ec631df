using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Harness.Model.Counting;
using Harness.Model.Tcp;
using static Harness.Linux.Interop;

namespace Harness.Linux.Tcp;

/// <summary>A TCP socket. Its asynchronous calls try the system call first and wait for an edge when it would block.</summary>
internal sealed class TcpSocket(SafeFileDescriptor descriptor, EpollLoop loop, bool onThreadPool) : ITcpSocket
{
    private static readonly Linger Abortive = new() { l_onoff = 1 };

    private readonly EdgeWait wait = new(descriptor, loop, onThreadPool);

    public int LocalPort => PortOf(descriptor);

    public TcpState State => TcpInfo.StateOf(descriptor);

    public long SentBytes => TcpInfo.SentBytesOf(descriptor);

    public int Unread
    {
        get
        {
            ThrowIfFailed(Libc.ioctl(descriptor, Libc.FIONREAD, out int bytes));
            return bytes;
        }
    }

    public ValueTask ConnectAsync(SocketAddress server, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // A peer on the same machine answers within the first call, but only the next one says so.
        return TryConnect(server) || TryConnect(server) ? ValueTask.CompletedTask : ConnectLaterAsync(server, cancellationToken);
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var sent = Try(Libc.send(descriptor, bytes.Span, (nuint)bytes.Length, Libc.MSG_NOSIGNAL));
        return sent == bytes.Length ? ValueTask.CompletedTask : SendRestAsync(bytes[Math.Max(0, sent)..], cancellationToken);
    }

    public ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var received = Try(Libc.recv(descriptor, buffer.Span, (nuint)buffer.Length, 0));
        return received >= 0 ? ValueTask.FromResult(received) : ReceiveNextAsync(buffer, cancellationToken);
    }

    public void Send(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var sent = Libc.send(descriptor, bytes, (nuint)bytes.Length, Libc.MSG_NOSIGNAL);
            if (sent < 0)
            {
                ThrowUnless(ErrorNumber.EINTR);
            }

            bytes = bytes[(int)Math.Max(0, sent)..];
        }
    }

    public int Receive(Span<byte> buffer)
    {
        nint received;
        while ((received = Libc.recv(descriptor, buffer, (nuint)buffer.Length, 0)) < 0)
        {
            ThrowUnless(ErrorNumber.EINTR);
        }

        return (int)received;
    }

    public bool HasInput(TimeSpan within)
    {
        Span<PollDescriptor> one = [new() { fd = descriptor.Number, events = PollDescriptor.POLLIN }];
        int ready;
        while ((ready = Libc.ppoll(one, 1, TimeSpec.At((long)within.TotalNanoseconds), 0)) < 0)
        {
            ThrowUnless(ErrorNumber.EINTR);
        }

        return ready > 0;
    }

    public void Shutdown(SocketShutdown how)
    {
        if (Libc.shutdown(descriptor, (int)how) < 0)
        {
            ThrowUnless(ErrorNumber.ENOTCONN);
        }
    }

    public void Close()
    {
        wait.End();
        descriptor.Dispose();
    }

    public void Abort()
    {
        ThrowIfFailed(Libc.setsockopt(descriptor, Libc.SOL_SOCKET, Libc.SO_LINGER, Abortive, (uint)Unsafe.SizeOf<Linger>()));
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

    /// <summary>After a call that failed: throws unless it said one of these.</summary>
    internal static void ThrowUnless(params ReadOnlySpan<int> expected)
    {
        var error = Marshal.GetLastPInvokeError();
        if (!expected.Contains(error))
        {
            throw new TcpException(error);
        }
    }

    /// <returns>-1 where the call would have blocked.</returns>
    private static int Try(nint result)
    {
        if (result < 0)
        {
            ThrowUnless(ErrorNumber.EAGAIN);
        }

        return (int)result;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReceiveNextAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        int received;
        do
        {
            await wait.NextAsync(cancellationToken);
            received = Try(Libc.recv(descriptor, buffer.Span, (nuint)buffer.Length, 0));
        }
        while (received < 0);
        return received;
    }

    private bool TryConnect(SocketAddress server)
    {
        if (Libc.connect(descriptor, server.Buffer.Span, (uint)server.Size) == 0)
        {
            return true;
        }

        ThrowUnless(ErrorNumber.EINPROGRESS, ErrorNumber.EALREADY);
        return false;
    }

    private async ValueTask ConnectLaterAsync(SocketAddress server, CancellationToken cancellationToken)
    {
        do
        {
            await wait.NextAsync(cancellationToken);
        }
        while (!TryConnect(server));
    }

    private async ValueTask SendRestAsync(ReadOnlyMemory<byte> rest, CancellationToken cancellationToken)
    {
        while (!rest.IsEmpty)
        {
            await wait.NextAsync(cancellationToken);
            rest = rest[Math.Max(0, Try(Libc.send(descriptor, rest.Span, (nuint)rest.Length, Libc.MSG_NOSIGNAL)))..];
        }
    }
}
