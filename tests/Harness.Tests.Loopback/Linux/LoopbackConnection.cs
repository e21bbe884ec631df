using System.Net;
using System.Net.Sockets;
using Harness.Linux;
using Harness.Protocol.Counting;

namespace Harness.Tests.Loopback.Linux;

/// <summary>
/// A connection over loopback, whose two ends the test closes in the order that it likes, with blocking calls: closing sends a FIN.
/// </summary>
internal sealed class LoopbackConnection : IDisposable
{
    private readonly Socket listener;
    private readonly Socket client;
    private readonly Socket server;

    /// <param name="listenAddress">Where the server listens.</param>
    /// <param name="connectAddress">What the client connects to: an IPv4 address mapped to IPv6 makes its socket a dual-mode one.</param>
    internal LoopbackConnection(string listenAddress = "127.0.0.1", string? connectAddress = null)
    {
        var listen = IPAddress.Parse(listenAddress);
        var connect = IPAddress.Parse(connectAddress ?? listenAddress);
        listener = Listening(listen);
        Port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        client = NewSocket(connect);
        client.Connect(connect, Port);
        ClientPort = ((IPEndPoint)client.LocalEndPoint!).Port;
        server = listener.Accept();
    }

    internal int Port { get; }

    internal int ClientPort { get; }

    public void Dispose()
    {
        CloseClient();
        CloseServer();
        CloseListener();
    }

    internal void CloseClient() => End(client);

    internal void CloseServer() => End(server);

    internal void CloseListener() => End(listener);

    private static void End(Socket socket)
    {
        using (socket)
        {
        }
    }

    // On a port that no other test has left TIME_WAITs of: they would be counted with its own.
    private static Socket Listening(IPAddress address)
    {
        using var dump = new SocketDump();
        while (true)
        {
            var socket = NewSocket(address);
            socket.Bind(new IPEndPoint(address, 0));
            socket.Listen(1);
            int[] port = [((IPEndPoint)socket.LocalEndPoint!).Port];
            if (dump.List(SocketFilter.Listening(port)).Count + dump.List(SocketFilter.ConnectingTo(port)).Count == 0)
            {
                return socket;
            }

            End(socket);
        }
    }

    private static Socket NewSocket(IPAddress address)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (address.IsIPv4MappedToIPv6)
        {
            socket.DualMode = true;
        }

        return socket;
    }
}
