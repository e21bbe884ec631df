using System.Net;
using System.Net.Sockets;
using Harness.Model.Counting;
using Harness.Model.Scenarios;

namespace Harness.Clients.Connections;

/// <summary>One socket of the client. The one place of the client that closes.</summary>
internal sealed class ClientConnection(Socket socket)
{
    // getsockopt(IPPROTO_TCP, TCP_INFO); its first byte is tcpi_state (linux/tcp.h).
    private const int IpProtoTcp = 6;
    private const int TcpInfo = 11;

    // setsockopt(IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT), ip(7); it is asked for at this level on IPv6 sockets too.
    private const int IpProtoIp = 0;
    private const int IpBindAddressNoPort = 24;
    private static readonly LingerOption Abortive = new(enable: true, seconds: 0);

    private bool isReset;

    /// <summary>getsockname(2).</summary>
    public int LocalPort => ((IPEndPoint)socket.LocalEndPoint!).Port;

    /// <summary>socket(2) and its options, as the profile sets them.</summary>
    /// <exception cref="SocketException">EMFILE: no descriptor is left; EADDRINUSE: no port, for a socket that is bound.</exception>
    public static ClientConnection Open(ClientOptions options, IPEndPoint server, IPEndPoint? from = null)
    {
        // .NET sets SO_REUSEADDR before it binds any socket that it knows to be TCP; where it is to be off, the protocol is left to the kernel.
        var isPlain = from is not null && !options.Source.ReuseAddress;
        var socket = new Socket(server.AddressFamily, SocketType.Stream, isPlain ? ProtocolType.Unspecified : ProtocolType.Tcp);
        if (options.DualMode)
        {
            socket.DualMode = true;
        }

        if (options.NoDelay)
        {
            socket.NoDelay = true;
        }

        if (from is { } source)
        {
            Bind(socket, source, options.Source.Bind);
        }

        return new(socket);
    }

    public ValueTask ConnectAsync(IPEndPoint server, CancellationToken limit) => socket.ConnectAsync(server, limit);

    /// <summary>Sends all of <paramref name="request"/>, in one write as far as the send buffer allows.</summary>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> request, CancellationToken limit)
    {
        while (!request.IsEmpty)
        {
            request = request[await socket.SendAsync(request, limit)..];
        }
    }

    /// <returns>0 for the server's FIN.</returns>
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken limit) => socket.ReceiveAsync(buffer, limit);

    /// <summary>shutdown(SHUT_WR): sends FIN; reading goes on.</summary>
    public void ShutdownSend() => socket.Shutdown(SocketShutdown.Send);

    /// <summary>The state of the socket now, from TCP_INFO; CLOSE once an RST has come.</summary>
    public TcpState State()
    {
        Span<byte> state = stackalloc byte[1];
        socket.GetRawSocketOption(IpProtoTcp, TcpInfo, state);
        return (TcpState)state[0];
    }

    /// <summary>Bytes or the server's FIN have come.</summary>
    /// <param name="within">How long to wait for them; blocks the calling thread.</param>
    public bool HasInput(TimeSpan within) => socket.Poll(within, SelectMode.SelectRead);

    /// <summary>A system call on this connection failed: it is gone, whatever the socket's state says.</summary>
    public void Gone() => isReset = true;

    /// <summary>A plain close(2).</summary>
    /// <returns>Who closed first.</returns>
    public FirstCloser Close() => End(Observe());

    /// <summary>close(2) with SO_LINGER 0: sends RST.</summary>
    public FirstCloser Reset()
    {
        socket.LingerState = Abortive;
        return End(FirstCloser.Reset);
    }

    /// <summary>shutdown(SHUT_RDWR), which sends the FIN, then close(2).</summary>
    public FirstCloser ShutdownThenClose()
    {
        var first = Observe();
        socket.Shutdown(SocketShutdown.Both);
        return End(first);
    }

    private static void Bind(Socket socket, IPEndPoint source, SourceBind how)
    {
        try
        {
            if (how == SourceBind.Address)
            {
                socket.SetRawSocketOption(IpProtoIp, IpBindAddressNoPort, BitConverter.GetBytes(1));
            }

            socket.Bind(source);
        }
        catch (SocketException)
        {
#pragma warning disable RS0030 // It never had a peer.
            socket.Dispose();
#pragma warning restore RS0030
            throw;
        }
    }

    // As near to close(2) as can be, yet not exact: a FIN or RST that arrives in the few microseconds between counts as not yet there. Where
    // both sides race on loopback that is some percent of the connections, so the census and the kernel's counters are asked first.
    private FirstCloser Observe()
    {
        if (isReset)
        {
            return FirstCloser.Reset;
        }

        var unread = socket.Available;
        return FirstClosers.Of(State(), unread);
    }

    private FirstCloser End(FirstCloser first)
    {
#pragma warning disable RS0030 // The one close of the client. No receive is pending here: .NET would send RST.
        socket.Dispose();
#pragma warning restore RS0030
        return first;
    }
}
