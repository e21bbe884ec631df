using System.Net.Sockets;
using Harness.Protocol.Counting;
using Harness.Protocol.Tcp;
using Harness.Scenarios.Options;

namespace Harness.Clients.Connections;

/// <summary>One socket of the client. The one place of the client that closes.</summary>
internal sealed class ClientConnection(ITcpSocket socket)
{
    private bool isReset;

    /// <summary>For every call but those that close it.</summary>
    public ITcpSocket Socket => socket;

    /// <summary>The socket's options, as the profile sets them.</summary>
    public static TcpTraits TraitsOf(ClientOptions options) =>
        (options.DualMode ? TcpTraits.DualMode : TcpTraits.None)
        | (options.NoDelay ? TcpTraits.NoDelay : TcpTraits.None)
        | (options.Source.ReuseAddress ? TcpTraits.ReuseAddress : TcpTraits.None)
        | (options.Source.Bind == SourceBind.Address ? TcpTraits.BindsAddressOnly : TcpTraits.None);

    /// <summary>A system call on this connection failed: it is gone, whatever the socket's state says.</summary>
    public void Gone() => isReset = true;

    /// <summary>A plain close(2).</summary>
    /// <param name="hasReadEnd">The server's FIN has been read.</param>
    /// <returns>Who closed first.</returns>
    public FirstCloser Close(bool hasReadEnd = false) => End(Observe(hasReadEnd));

    /// <summary>close(2) with SO_LINGER 0: sends RST.</summary>
    public FirstCloser Reset()
    {
#pragma warning disable RS0030 // The one close of the client.
        socket.Abort();
#pragma warning restore RS0030
        return FirstCloser.Reset;
    }

    /// <summary>shutdown(SHUT_RDWR), which sends the FIN, then close(2).</summary>
    /// <param name="hasReadEnd">As for <see cref="Close"/>.</param>
    public FirstCloser ShutdownThenClose(bool hasReadEnd)
    {
        var first = Observe(hasReadEnd);
        socket.Shutdown(SocketShutdown.Both);
        return End(first);
    }

    private FirstCloser Observe(bool hasReadEnd) =>
        isReset ? FirstCloser.Reset
        : hasReadEnd ? FirstClosers.AfterEnd(socket)
        : FirstClosers.Of(socket);

    private FirstCloser End(FirstCloser first)
    {
#pragma warning disable RS0030 // The one close of the client.
        socket.Close();
#pragma warning restore RS0030
        return first;
    }
}
