using static Harness.Linux.Interop;

namespace Harness.Linux;

/// <summary>
/// A blocking TCP socket over loopback, for threads that stand in a namespace of their own. The first socket of .NET starts the thread that
/// serves all of them, and a thread starts in the namespaces of the one that started it: so would every thread that it brings forth.
/// </summary>
internal sealed class PlainTcpSocket : IDisposable
{
    private const long PatienceNanoseconds = 1_000_000_000;

    private readonly SafeFileDescriptor descriptor;

    private PlainTcpSocket(SafeFileDescriptor descriptor, string call) =>
        this.descriptor = descriptor.IsInvalid ? throw LinuxException.Last(call) : descriptor;

    /// <summary>A listener on a free port of 127.0.0.1.</summary>
    internal static PlainTcpSocket Listen()
    {
        var socket = New();
        LinuxException.ThrowIfFailed(Libc.bind(socket.descriptor, InternetAddress.Loopback, InternetAddress.Size), "bind");
        LinuxException.ThrowIfFailed(Libc.listen(socket.descriptor, 1), "listen");
        return socket;
    }

    /// <summary>A connection to <paramref name="listener"/>.</summary>
    internal static PlainTcpSocket Connect(PlainTcpSocket listener)
    {
        var length = InternetAddress.Size;
        LinuxException.ThrowIfFailed(Libc.getsockname(listener.descriptor, out var address, ref length), "getsockname");
        var socket = New();
        LinuxException.ThrowIfFailed(Libc.connect(socket.descriptor, address, InternetAddress.Size), "connect");
        return socket;
    }

    internal PlainTcpSocket Accept()
    {
        WaitForInput();
        return new(Libc.accept4(descriptor, 0, 0, Libc.SOCK_CLOEXEC), "accept4");
    }

    /// <summary>Sends a FIN; receiving goes on.</summary>
    internal void ShutdownSend() => LinuxException.ThrowIfFailed(Libc.shutdown(descriptor, Libc.SHUT_WR), "shutdown");

    /// <summary>Waits for the peer's FIN.</summary>
    /// <exception cref="InvalidOperationException">It sent something else, or nothing for a second.</exception>
    internal void ReceiveEnd()
    {
        WaitForInput();
        if (LinuxException.ThrowIfFailed(Libc.recv(descriptor, stackalloc byte[1], 1, 0), "recv") != 0)
        {
            throw new InvalidOperationException("a byte that nobody sent");
        }
    }

    public void Dispose() => descriptor.Dispose();

    private static PlainTcpSocket New() => new(Libc.socket(Libc.AF_INET, Libc.SOCK_STREAM | Libc.SOCK_CLOEXEC, 0), "socket");

    private void WaitForInput()
    {
        Span<PollDescriptor> one = [new() { fd = descriptor.Number, events = PollDescriptor.POLLIN }];
        if (LinuxException.ThrowIfFailed(Libc.ppoll(one, 1, TimeSpec.Of(PatienceNanoseconds), 0), "ppoll") == 0)
        {
            throw new InvalidOperationException("nothing came over loopback within a second");
        }
    }
}
