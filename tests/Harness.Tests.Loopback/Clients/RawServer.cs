using System.Net;
using System.Net.Sockets;
using Harness.Tests.Loopback.Servers;

namespace Harness.Tests.Loopback.Clients;

/// <summary>A listener whose accepted connections the test itself answers.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly Socket listening = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public RawServer()
    {
        listening.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listening.Listen();
    }

    public int Port => ((IPEndPoint)listening.LocalEndPoint!).Port;

    /// <summary>Accepts one connection and reads its request's head.</summary>
    public async Task<RawPeer> AcceptRequestAsync()
    {
        var peer = await AcceptAsync();
        var request = "";
        while (!request.EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            request += peer.Read(1);
        }

        return peer;
    }

    public async Task<RawPeer> AcceptAsync()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(10));
        return new(await listening.AcceptAsync(deadline.Token));
    }

    public void Dispose()
    {
        using (listening)
        {
        }
    }
}
