using System.Net;
using Harness.Linux.Tcp;
using Harness.Protocol.Tcp;
using Harness.Tests.Loopback.Servers;

namespace Harness.Tests.Loopback.Linux;

/// <summary>Two of our sockets that are connected to each other.</summary>
internal sealed class SocketPair : IDisposable
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private bool isClientOpen = true;

    private SocketPair(ITcpSocket client, ITcpSocket server) => (Client, Server) = (client, server);

    public ITcpSocket Client { get; }

    public ITcpSocket Server { get; }

    public static async Task<SocketPair> ConnectAsync(
        IPAddress? listens = null, IPAddress? connects = null, TcpTraits traits = TcpTraits.None, TcpSockets? client = null)
    {
        var at = listens ?? IPAddress.Loopback;
        using var listener = TestSockets.All.Listen(new(at, 0), 16, TcpTraits.ReuseAddress);
        var address = new IPEndPoint(connects ?? at, listener.EndPoint.Port).Serialize();
        var connecting = (client ?? TestSockets.All).Open(address.Family, traits);
        await Within(connecting.ConnectAsync(address, TestContext.Current.CancellationToken));
        return new(connecting, await Within(listener.AcceptAsync(TestContext.Current.CancellationToken)));
    }

    public static Task Within(ValueTask task) => task.AsTask().WaitAsync(Deadline, TestContext.Current.CancellationToken);

    public static Task<T> Within<T>(ValueTask<T> task) => task.AsTask().WaitAsync(Deadline, TestContext.Current.CancellationToken);

    public static Task<int> ReceiveAsync(ITcpSocket socket, int atMost = 1) =>
        Within(socket.ReceiveAsync(new byte[atMost], TestContext.Current.CancellationToken));

    public void CloseClient()
    {
        Close(Client);
        isClientOpen = false;
    }

    public void AbortClient()
    {
        Abort(Client);
        isClientOpen = false;
    }

    /// <summary>Leaves no TIME_WAIT: other tests count those of ports that they believe to be fresh.</summary>
    public void Dispose()
    {
        if (isClientOpen)
        {
            Abort(Client);
        }

        Abort(Server);
    }

    public static void Close(ITcpSocket socket)
    {
#pragma warning disable RS0030 // The subject of a test.
        socket.Close();
#pragma warning restore RS0030
    }

    public static void Abort(ITcpSocket socket)
    {
#pragma warning disable RS0030 // The subject of a test.
        socket.Abort();
#pragma warning restore RS0030
    }
}
