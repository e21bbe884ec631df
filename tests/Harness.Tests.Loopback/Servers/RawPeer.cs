using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Harness.Tests.Loopback.Servers;

/// <summary>The other end of a tested connection: plain blocking calls with a deadline, closed with close(2) by Dispose.</summary>
internal sealed class RawPeer : IDisposable
{
    private readonly Socket socket;

    public RawPeer(Socket socket)
    {
        this.socket = socket;
        socket.ReceiveTimeout = 10_000;
        Local = (IPEndPoint)socket.LocalEndPoint!;
        Remote = (IPEndPoint)socket.RemoteEndPoint!;
    }

    public IPEndPoint Local { get; }

    public IPEndPoint Remote { get; }

    /// <summary>Bytes that have come and are not read.</summary>
    public int Available => socket.Available;

    public static RawPeer Connect(int port)
    {
        var connecting = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        connecting.Connect(IPAddress.Loopback, port);
        return new(connecting);
    }

    public void Send(string text) => socket.Send(Encoding.ASCII.GetBytes(text));

    public void Request() => Send("GET / HTTP/1.1\r\nHost: test\r\n\r\n");

    /// <summary>Reads until so many bytes have come.</summary>
    public string Read(int bytes)
    {
        var buffer = new byte[bytes];
        var read = 0;
        while (read < bytes)
        {
            var received = socket.Receive(buffer.AsSpan(read));
            received.ShouldBeGreaterThan(0, "the connection ended early");
            read += received;
        }

        return Encoding.ASCII.GetString(buffer);
    }

    /// <summary>Reads what has come, or what comes next.</summary>
    /// <returns>How many bytes.</returns>
    public int ReadNext() => socket.Receive(new byte[65536]);

    /// <summary>The next read returns 0: a FIN came.</summary>
    public void ShouldReadFin() => socket.Receive(new byte[1]).ShouldBe(0);

    /// <summary>Reads what is there and then gets ECONNRESET: an RST came.</summary>
    public void ShouldReadReset()
    {
        var error = Should.Throw<SocketException>(() =>
        {
            while (socket.Receive(new byte[65536]) > 0)
            {
            }
        });
        error.SocketErrorCode.ShouldBe(SocketError.ConnectionReset);
    }

    public void Dispose()
    {
        using (socket)
        {
        }
    }
}
