using System.Net;
using System.Net.Sockets;
using Harness.Protocol.Counting;
using Harness.Protocol.Tcp;
using Harness.Tests.Loopback.Servers;

namespace Harness.Tests.Loopback.Linux;

/// <summary>
/// The sockets on epoll: what is sent arrives, no edge is lost, errors have their names, and a close is a FIN unless it must be an RST.
/// </summary>
public sealed class TcpSocketsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1", TcpTraits.None)]
    [InlineData("::1", "::1", TcpTraits.NoDelay)]
    [InlineData("127.0.0.1", "::ffff:127.0.0.1", TcpTraits.DualMode)]
    public async Task ConnectedSockets_CarryBytes_AndKnowTheirPortAndState(string listens, string connects, TcpTraits traits)
    {
        using var pair = await SocketPair.ConnectAsync(IPAddress.Parse(listens), IPAddress.Parse(connects), traits);
        var buffer = new byte[10];
        var receiving = SocketPair.Within(pair.Server.ReceiveAsync(buffer, Stop));

        await SocketPair.Within(pair.Client.SendAsync("hello"u8.ToArray(), Stop));

        (await receiving).ShouldBe(5);
        buffer[..5].ShouldBe("hello"u8.ToArray());
        (pair.Client.State, pair.Server.State).ShouldBe((TcpState.Established, TcpState.Established));
        pair.Client.LocalPort.ShouldNotBe(pair.Server.LocalPort);
        pair.Client.LocalPort.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task BytesAndTheFinBehindThem_AreBothReceived_ThoughTheyCameBeforeAnyoneWaited()
    {
        using var pair = await SocketPair.ConnectAsync();
        await SocketPair.Within(pair.Client.SendAsync("hello"u8.ToArray(), Stop));
        pair.CloseClient();
        await Eventually.ShouldBeAsync(() => pair.Server.State, TcpState.CloseWait);

        pair.Server.Peek().ShouldBe(1);
        (await SocketPair.ReceiveAsync(pair.Server, atMost: 3)).ShouldBe(3);
        (await SocketPair.ReceiveAsync(pair.Server, atMost: 3)).ShouldBe(2);
        pair.Server.Peek().ShouldBe(0);
        (await SocketPair.ReceiveAsync(pair.Server, atMost: 3)).ShouldBe(0);
    }

    [Fact]
    public async Task Close_IsAFin_AlsoAfterAReceiveThatWasCancelled()
    {
        using var pair = await SocketPair.ConnectAsync();
        using var cancel = new CancellationTokenSource();
        var receiving = SocketPair.Within(pair.Client.ReceiveAsync(new byte[1], cancel.Token));
        receiving.IsCompleted.ShouldBeFalse();
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => receiving);

        pair.CloseClient();

        (await SocketPair.ReceiveAsync(pair.Server)).ShouldBe(0);
        pair.Server.State.ShouldBe(TcpState.CloseWait);
    }

    [Fact]
    public async Task CancelledReceive_TakesNothing_AndTheNextOneWaitsAnew()
    {
        using var pair = await SocketPair.ConnectAsync();
        for (var time = 0; time < 100; time++)
        {
            using var cancel = new CancellationTokenSource();
            var receiving = SocketPair.Within(pair.Client.ReceiveAsync(new byte[1], cancel.Token));
            await cancel.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(() => receiving);
        }

        var next = SocketPair.ReceiveAsync(pair.Client, atMost: 10);
        await SocketPair.Within(pair.Server.SendAsync("all"u8.ToArray(), Stop));
        (await next).ShouldBe(3);
    }

    [Fact]
    public async Task Close_WithUnreadBytes_IsAReset()
    {
        using var pair = await SocketPair.ConnectAsync();
        await SocketPair.Within(pair.Server.SendAsync("unread"u8.ToArray(), Stop));
        await Eventually.ShouldBeAsync(() => pair.Client.Peek(), 1);

        pair.CloseClient();

        (await Should.ThrowAsync<TcpException>(() => SocketPair.ReceiveAsync(pair.Server))).Errno.ShouldBe("ECONNRESET");
        pair.Server.State.ShouldBe(TcpState.Close);
    }

    [Fact]
    public async Task AResetThatNoCallHasToldOf_IsTakenOnce()
    {
        using var pair = await SocketPair.ConnectAsync();
        pair.Server.TakeReset().ShouldBeFalse();
        pair.Server.Peek().ShouldBeNull();

        pair.AbortClient();

        await Eventually.ShouldBeAsync(() => pair.Server.State, TcpState.Close);
        (pair.Server.TakeReset(), pair.Server.TakeReset()).ShouldBe((true, false));
    }

    [Fact]
    public async Task Abort_IsAReset_WhichWakesAWaitingReceive()
    {
        using var pair = await SocketPair.ConnectAsync();
        var receiving = SocketPair.ReceiveAsync(pair.Server);

        pair.AbortClient();

        (await Should.ThrowAsync<TcpException>(() => receiving)).Errno.ShouldBe("ECONNRESET");
        pair.Server.Shutdown(SocketShutdown.Both);
    }

    [Fact]
    public async Task ShutdownSend_IsAFin_AndReadingGoesOn()
    {
        using var pair = await SocketPair.ConnectAsync();
        pair.Client.Shutdown(SocketShutdown.Send);

        (await SocketPair.ReceiveAsync(pair.Server)).ShouldBe(0);
        await SocketPair.Within(pair.Server.SendAsync("late"u8.ToArray(), Stop));
        (await SocketPair.ReceiveAsync(pair.Client, atMost: 10)).ShouldBe(4);
    }

    [Fact]
    public async Task MoreThanTheBuffersHold_IsSentAsTheReaderTakesIt()
    {
        const int Bytes = 20_000_000;
        using var pair = await SocketPair.ConnectAsync();
        var sending = SocketPair.Within(pair.Client.SendAsync(new byte[Bytes], Stop));
        sending.IsCompleted.ShouldBeFalse();
        var received = 0;
        while (received < Bytes)
        {
            var more = await SocketPair.ReceiveAsync(pair.Server, atMost: 1_000_000);
            more.ShouldBeGreaterThan(0);
            received += more;
        }

        await sending;
        received.ShouldBe(Bytes);
    }

    [Fact]
    public async Task WaitForInput_WaitsAsLongAsAsked()
    {
        using var pair = await SocketPair.ConnectAsync();

        pair.Client.WaitForInput(TimeSpan.FromMilliseconds(1)).ShouldBeFalse();
        await SocketPair.Within(pair.Server.SendAsync("x"u8.ToArray(), Stop));
        pair.Client.WaitForInput(TimeSpan.FromSeconds(10)).ShouldBeTrue();
    }

    [Fact]
    public async Task TheHandshakesAck_TravelsWithTheFirstData_WhereAsked_AndTheServerHearsOfBothAtOnce()
    {
        // After 200 ms it would go alone: on a machine that stands still for so long, of some.
        const int Connections = 10;
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
        listener.Listen();
        var early = 0;
        for (var number = 0; number < Connections; number++)
        {
            var client = TestSockets.All.Open(AddressFamily.InterNetworkV6, TcpTraits.AcksWithData);
            await SocketPair.Within(client.ConnectAsync(listener.LocalEndPoint!.Serialize(), Stop));
            client.State.ShouldBe(TcpState.Established);
            early += listener.Poll(TimeSpan.Zero, SelectMode.SelectRead) ? 1 : 0;

            client.TrySend("hello"u8).ShouldBe(5);
            using var server = await listener.AcceptAsync(Stop);
            server.Available.ShouldBe(5);
            SocketPair.Abort(client);
        }

        early.ShouldBeLessThan(Connections);
    }

    [Fact]
    public async Task Connect_WhereNobodyListens_SaysEConnRefused()
    {
        SocketAddress address;
        using (var gone = TestSockets.All.Listen(new(IPAddress.Loopback, 0), 1, TcpTraits.None))
        {
            address = gone.EndPoint.Serialize();
        }

        var socket = TestSockets.All.Open(AddressFamily.InterNetwork, TcpTraits.None);
        (await Should.ThrowAsync<TcpException>(() => SocketPair.Within(socket.ConnectAsync(address, Stop)))).Errno.ShouldBe("ECONNREFUSED");
        SocketPair.Close(socket);
    }

    [Fact]
    public void Listen_WhereAnotherListens_SaysEAddrInUse()
    {
        using var first = TestSockets.All.Listen(new(IPAddress.Loopback, 0), 1, TcpTraits.ReuseAddress);

        Should.Throw<TcpException>(() => TestSockets.All.Listen(first.EndPoint, 1, TcpTraits.ReuseAddress)).Errno.ShouldBe("EADDRINUSE");
    }

    [Fact]
    public async Task Accept_ThatIsCancelled_LeavesTheConnectionToTheNextOne()
    {
        using var listener = TestSockets.All.Listen(new(IPAddress.Loopback, 0), 16, TcpTraits.None);
        using var cancel = new CancellationTokenSource();
        var accepting = SocketPair.Within(listener.AcceptAsync(cancel.Token));
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => accepting);

        using var peer = RawPeer.Connect(listener.EndPoint.Port);
        var accepted = await SocketPair.Within(listener.AcceptAsync(Stop));
        SocketPair.Close(accepted);
        peer.ShouldReadFin();
    }

    [Fact]
    public async Task AWait_IsEndedByBytes_ByAWake_AndByOneThatCameBefore_Once()
    {
        using var pair = await SocketPair.ConnectAsync();
        using var calls = new SemaphoreSlim(0);
        void Ready() => calls.Release();
        Task<bool> CalledAsync() => calls.WaitAsync(TimeSpan.FromSeconds(20), Stop);

        pair.Client.TryReceive(new byte[9]).ShouldBeNull();
        pair.Client.WhenReady(Ready).ShouldBeTrue();
        calls.CurrentCount.ShouldBe(0);
        pair.Client.Wake();
        (await CalledAsync()).ShouldBeTrue();

        pair.Client.TryReceive(new byte[9]).ShouldBeNull();
        pair.Client.Wake();
        pair.Client.WhenReady(Ready).ShouldBeFalse();
        pair.Client.WhenReady(Ready).ShouldBeTrue();
        await SocketPair.Within(pair.Server.SendAsync("bytes"u8.ToArray(), Stop));
        (await CalledAsync()).ShouldBeTrue();
        pair.Client.TryReceive(new byte[9]).ShouldBe(5);
        calls.CurrentCount.ShouldBe(0);
    }

    [Fact]
    public async Task AHundredPairs_PassABackAndForth_AndNoEdgeIsLost()
    {
        const int Turns = 500;
        await Task.WhenAll(Enumerable.Range(0, 100).Select(async _ =>
        {
            using var pair = await SocketPair.ConnectAsync();
            await Task.WhenAll(PassAsync(pair.Client, isFirst: true), PassAsync(pair.Server, isFirst: false));
        }));

        static async Task PassAsync(ITcpSocket socket, bool isFirst)
        {
            var ball = new byte[1];
            for (var turn = 0; turn < Turns; turn++)
            {
                if (isFirst || turn > 0)
                {
                    await SocketPair.Within(socket.SendAsync(ball, Stop));
                }

                (await SocketPair.ReceiveAsync(socket)).ShouldBe(1);
            }

            if (!isFirst)
            {
                await SocketPair.Within(socket.SendAsync(ball, Stop));
            }
        }
    }
}
