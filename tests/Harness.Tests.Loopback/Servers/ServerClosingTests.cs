using System.Net;
using Harness.Protocol.Counting;
using Harness.Scenarios.Options;
using Harness.Servers;

namespace Harness.Tests.Loopback.Servers;

/// <summary>Each closing policy in both models: what the peer reads (FIN or RST) and which side the kernel leaves in TIME_WAIT.</summary>
public sealed class ServerClosingTests
{
    private const int ResponseLength = 88;

    public static TheoryData<ServerModel, ServerClose> ServerFirst { get; } = Both(
        new ServerClose.Immediately(),
        new ServerClose.After(TimeSpan.FromMicroseconds(400)),
        new ServerClose.HalfCloseThenDrain(TimeSpan.FromSeconds(10)),
        new ServerClose.Linger(TimeSpan.FromSeconds(5)),
        new ServerClose.KeepAlive(TimeSpan.FromSeconds(10), Requests: 1),
        new ServerClose.KeepAlive(TimeSpan.FromMilliseconds(30), Requests: 100));

    public static TheoryData<ServerModel> Models { get; } = [ServerModel.Pipelines, ServerModel.Blocking];

    [Theory]
    [MemberData(nameof(ServerFirst))]
    public async Task ServerThatClosesFirst_SendsFinAndKeepsTheTimeWait(ServerModel model, ServerClose close)
    {
        await using var server = Start(model, close);
        IPEndPoint client, listener;
        using (var peer = RawPeer.Connect(server.Ports[0]))
        {
            (client, listener) = (peer.Local, peer.Remote);
            peer.Request();
            peer.Read(ResponseLength).ShouldEndWith("\r\n\r\nhello\n");
            peer.ShouldReadFin();
            await KernelSockets.ShouldBecomeAsync(client, listener, TcpState.CloseWait);
        }

        await KernelSockets.ShouldBecomeAsync(listener, client, TcpState.TimeWait);
        await KernelSockets.ShouldBecomeAsync(client, listener, null);
        await Eventually.ShouldBeAsync(server.Closes, new CloseTally { Self = 1 });
        server.Tally().ShouldCount(opened: 1, completed: 1);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task ClientThatClosesFirst_KeepsTheTimeWait_WhenTheServerWaitsForIt(ServerModel model)
    {
        await using var server = Start(model, new ServerClose.WhenClientCloses());
        var (client, listener) = AnswerAndClose(server);
        await KernelSockets.ShouldBecomeAsync(client, listener, TcpState.TimeWait);
        await KernelSockets.ShouldBecomeAsync(listener, client, null);
        await Eventually.ShouldBeAsync(server.Closes, new CloseTally { Peer = 1 });
        server.Tally().ShouldCount(opened: 1, completed: 1);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task ServerThatNeverCloses_StaysInCloseWait_UntilItEnds(ServerModel model)
    {
        IPEndPoint client, listener;
        await using (var server = Start(model, new ServerClose.Never()))
        {
            (client, listener) = AnswerAndClose(server);
            await KernelSockets.ShouldBecomeAsync(listener, client, TcpState.CloseWait);
            await KernelSockets.ShouldBecomeAsync(client, listener, TcpState.FinWait2);
            await Eventually.ShouldBeAsync(() => server.Tally().Completed, 1);
            server.Closes().ShouldBe(new CloseTally { Unknown = 1 });
        }

        await KernelSockets.ShouldBecomeAsync(listener, client, null);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Reset_SendsRst_AndNobodyKeepsATimeWait(ServerModel model)
    {
        await using var server = Start(model, new ServerClose.Reset());
        using var peer = RawPeer.Connect(server.Ports[0]);
        peer.Request();
        peer.ShouldReadReset();
        await KernelSockets.ShouldBecomeAsync(peer.Local, peer.Remote, null);
        await KernelSockets.ShouldBecomeAsync(peer.Remote, peer.Local, null);
        await Eventually.ShouldBeAsync(server.Closes, new CloseTally { Reset = 1 });
        server.Tally().ShouldCount(opened: 1, completed: 1);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task CloseWithUnreadBytes_IsCountedAsTheRstThatItIs(ServerModel model)
    {
        await using var server = Start(model, new ServerClose.After(TimeSpan.FromMilliseconds(300)));
        using var peer = RawPeer.Connect(server.Ports[0]);
        peer.Request();
        peer.Read(ResponseLength);
        peer.Send("nobody reads this");
        peer.ShouldReadReset();
        await Eventually.ShouldBeAsync(server.Closes, new CloseTally { Reset = 1 });
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task DrainThatTimesOut_StillEndsInAFin(ServerModel model)
    {
        await using var server = Start(model, new ServerClose.HalfCloseThenDrain(TimeSpan.FromMilliseconds(50)));
        using var peer = RawPeer.Connect(server.Ports[0]);
        peer.Request();
        peer.Read(ResponseLength);
        peer.ShouldReadFin();
        await Eventually.ShouldBeAsync(server.Closes, new CloseTally { Self = 1 });
        await KernelSockets.ShouldBecomeAsync(peer.Remote, peer.Local, TcpState.FinWait2);
        await KernelSockets.ShouldBecomeAsync(peer.Local, peer.Remote, TcpState.CloseWait);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task BytesAfterTheHalfClose_AreDrained_AndDoNotReset(ServerModel model)
    {
        await using var server = Start(model, new ServerClose.HalfCloseThenDrain(TimeSpan.FromSeconds(10)));
        using (var peer = RawPeer.Connect(server.Ports[0]))
        {
            peer.Request();
            peer.Read(ResponseLength);
            peer.ShouldReadFin();
            peer.Send(new string('x', 100_000));
        }

        await Eventually.ShouldBeAsync(server.Closes, new CloseTally { Self = 1 });
        server.Tally().ShouldCount(opened: 1, completed: 1);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task ClientThatResets_IsAFailureByName(ServerModel model)
    {
        await using var server = Start(model, new ServerClose.WhenClientCloses());
        using (var peer = RawPeer.Connect(server.Ports[0]))
        {
            peer.Request();
            peer.Read(ResponseLength / 2);
        }

        await Eventually.ShouldBeAsync(server.Closes, new CloseTally { Reset = 1 });
        server.Tally().ShouldCount(opened: 1, completed: 0, ("ECONNRESET", 1));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task EndOfTheServer_ClosesWhatIsOpen_WithoutWaitingForIt(ServerModel model)
    {
        using var idle = await ConnectAndEndAsync(model, new ServerClose.WhenClientCloses(), sendsRequest: false);
        using var waiting = await ConnectAndEndAsync(model, new ServerClose.After(TimeSpan.FromHours(1)), sendsRequest: true);
        idle.ShouldReadFin();
        waiting.Read(ResponseLength);
        waiting.ShouldReadFin();
    }

    private static async Task<RawPeer> ConnectAndEndAsync(ServerModel model, ServerClose close, bool sendsRequest)
    {
        var server = Start(model, close);
        var peer = RawPeer.Connect(server.Ports[0]);
        await Eventually.ShouldBeAsync(() => server.Tally().Opened, 1);
        if (sendsRequest)
        {
            peer.Request();
            await Eventually.ShouldBeAsync(() => peer.Available, ResponseLength);
        }

        await server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        server.Tally().ShouldCount(opened: 1, completed: 0);
        return peer;
    }

    private static (IPEndPoint Client, IPEndPoint Listener) AnswerAndClose(TestServer server)
    {
        using var peer = RawPeer.Connect(server.Ports[0]);
        peer.Request();
        peer.Read(ResponseLength);
        return (peer.Local, peer.Remote);
    }

    private static TestServer Start(ServerModel model, ServerClose close) =>
        TestServer.Start(new() { Model = model, Close = close }, [IPAddress.Loopback], TestSockets.All, new TestDelay());

    private static TheoryData<ServerModel, ServerClose> Both(params ServerClose[] policies)
    {
        var data = new TheoryData<ServerModel, ServerClose>();
        foreach (var policy in policies)
        {
            data.Add(ServerModel.Pipelines, policy);
            data.Add(ServerModel.Blocking, policy);
        }

        return data;
    }
}
