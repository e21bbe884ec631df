using System.Net;
using Harness.Protocol.Counting;
using Harness.Protocol.Tcp;
using static Harness.Linux.Interop;

namespace Harness.Linux.Tcp;

/// <summary>A listening TCP socket on an epoll loop.</summary>
internal sealed class TcpListener(SafeFileDescriptor descriptor, IPEndPoint endPoint, TcpSockets sockets, TcpTraits traits) : ITcpListener
{
    private readonly int flags = Libc.SOCK_CLOEXEC | (traits.HasFlag(TcpTraits.AcceptsBlocking) ? 0 : Libc.SOCK_NONBLOCK);
    private readonly EdgeTask wait = new(new(descriptor, sockets.NextLoop(), traits.HasFlag(TcpTraits.OnThreadPool)));

    public IPEndPoint EndPoint => endPoint;

    public async ValueTask<ITcpSocket> AcceptAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var accepted = Libc.accept4(descriptor, 0, 0, flags);
            if (!accepted.IsInvalid)
            {
                return sockets.Of(accepted, traits);
            }

            TcpSocket.ThrowUnless(Errno.EAGAIN);
            accepted.Dispose();
            await wait.NextAsync(EpollEvent.EPOLLIN, cancellationToken);
        }
    }

    public void Dispose()
    {
        wait.End();
        descriptor.Dispose();
    }
}
