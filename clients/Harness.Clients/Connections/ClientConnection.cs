using System.Net;
using System.Net.Sockets;
using Harness.Protocol.Counting;
using Harness.Protocol.Tcp;
using Harness.Scenarios.Options;

namespace Harness.Clients.Connections;

/// <summary>
/// The channel over a plain TCP socket. The one place of the client that closes; a channel over this one closes by closing this one.
/// </summary>
internal sealed class ClientConnection(ITcpSocket socket) : IByteChannel
{
    private bool isGone;
    private bool hasReadEnd;

    public int LocalPort => socket.LocalPort;

    /// <summary>The socket itself, for every call but those that close it.</summary>
    public ITcpSocket Socket => socket;

    /// <summary>The socket's options, as the profile sets them.</summary>
    public static TcpTraits TraitsOf(ClientOptions options) =>
        (options.DualMode ? TcpTraits.DualMode : TcpTraits.None)
        | (options.NoDelay ? TcpTraits.NoDelay : TcpTraits.None)
        | (options.Source.ReuseAddress ? TcpTraits.ReuseAddress : TcpTraits.None)
        | (options.Source.Bind == SourceBind.Address ? TcpTraits.BindsAddressOnly : TcpTraits.None);

    public bool TryConnect(SocketAddress server) => socket.TryConnect(server);

    public int TrySend(ReadOnlySpan<byte> bytes) => socket.TrySend(bytes);

    public int? TryReceive(Span<byte> buffer)
    {
        var received = socket.TryReceive(buffer);
        hasReadEnd |= received == 0;
        return received;
    }

    public void WaitForInput(TimeSpan within) => socket.WaitForInput(within);

    public bool WhenReady(Action ready) => socket.WhenReady(ready);

    public void Wake() => socket.Wake();

    public void MarkGone() => isGone = true;

    public FirstCloser Close() => End(FirstToClose());

    public FirstCloser ShutdownThenClose()
    {
        var first = FirstToClose();
        socket.Shutdown(SocketShutdown.Both);
        return End(first);
    }

    public FirstCloser CloseLingering(TimeSpan time)
    {
        var first = FirstToClose();
#pragma warning disable RS0030 // The one close of the client.
        socket.CloseLingering(time);
#pragma warning restore RS0030
        return first;
    }

    public FirstCloser Reset()
    {
#pragma warning disable RS0030 // The one close of the client.
        socket.Abort();
#pragma warning restore RS0030
        return FirstCloser.Reset;
    }

    private FirstCloser FirstToClose() =>
        isGone ? FirstCloser.Reset
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
