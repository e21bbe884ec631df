using System.Net.Sockets;
using Harness.Model.Counting;
using Harness.Model.Scenarios;
using Harness.Model.Tcp;

namespace Harness.Clients.Connections;

/// <summary>One socket of the client. The one place of the client that closes.</summary>
internal sealed class ClientConnection(ITcpSocket socket)
{
    private bool isReset;

    /// <summary>getsockname(2).</summary>
    public int LocalPort => socket.LocalPort;

    /// <summary>The state of the socket now; CLOSE once an RST has come.</summary>
    public TcpState State => socket.State;

    /// <summary>The socket's options, as the profile sets them.</summary>
    public static TcpTraits TraitsOf(ClientOptions options) =>
        (options.DualMode ? TcpTraits.DualMode : TcpTraits.None)
        | (options.NoDelay ? TcpTraits.NoDelay : TcpTraits.None)
        | (options.Source.ReuseAddress ? TcpTraits.ReuseAddress : TcpTraits.None)
        | (options.Source.Bind == SourceBind.Address ? TcpTraits.BindsAddressOnly : TcpTraits.None);

    public ValueTask ConnectAsync(Target target, CancellationToken limit) => socket.ConnectAsync(target.Address, limit);

    /// <summary>Sends all of <paramref name="request"/>, in one write as far as the send buffer allows.</summary>
    public ValueTask SendAsync(ReadOnlyMemory<byte> request, CancellationToken limit) => socket.SendAsync(request, limit);

    /// <returns>0 for the server's FIN.</returns>
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken limit) => socket.ReceiveAsync(buffer, limit);

    /// <summary>shutdown(SHUT_WR): sends FIN; reading goes on.</summary>
    public void ShutdownSend() => socket.Shutdown(SocketShutdown.Send);

    /// <summary>Bytes or the server's FIN have come.</summary>
    /// <param name="within">How long to wait for them; blocks the calling thread.</param>
    public bool HasInput(TimeSpan within) => socket.HasInput(within);

    /// <summary>A system call on this connection failed: it is gone, whatever the socket's state says.</summary>
    public void Gone() => isReset = true;

    /// <summary>A plain close(2).</summary>
    /// <returns>Who closed first.</returns>
    public FirstCloser Close() => End(Observe());

    /// <summary>close(2) with SO_LINGER 0: sends RST.</summary>
    public FirstCloser Reset()
    {
#pragma warning disable RS0030 // The one close of the client.
        socket.Abort();
#pragma warning restore RS0030
        return FirstCloser.Reset;
    }

    /// <summary>shutdown(SHUT_RDWR), which sends the FIN, then close(2).</summary>
    public FirstCloser ShutdownThenClose()
    {
        var first = Observe();
        socket.Shutdown(SocketShutdown.Both);
        return End(first);
    }

    // As near to close(2) as can be, yet not exact: a FIN or RST that arrives in the few microseconds between counts as not yet there. Where
    // both sides race on loopback that is some percent of the connections, so the census and the kernel's counters are asked first.
    private FirstCloser Observe()
    {
        if (isReset)
        {
            return FirstCloser.Reset;
        }

        var unread = socket.Unread;
        return FirstClosers.Of(socket.State, unread);
    }

    private FirstCloser End(FirstCloser first)
    {
#pragma warning disable RS0030 // The one close of the client.
        socket.Close();
#pragma warning restore RS0030
        return first;
    }
}
