using System.Net;
using Harness.Clients;
using Harness.Protocol.Counting;
using Harness.Scenarios.Options;
using Harness.Tests.Loopback.Servers;

namespace Harness.Tests.Loopback.Clients;

/// <summary>Each closing policy of the client: what the server reads (FIN or RST) and which side the kernel leaves in TIME_WAIT.</summary>
public sealed class ClientClosingTests
{
    private const string Response = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello\n";

    public static TheoryData<ClientClose> ClientFirst { get; } =
    [
        new ClientClose.Immediately(),
        new ClientClose.After(TimeSpan.FromMicroseconds(400)),
        new ClientClose.ShutdownThenClose(),
        new ClientClose.Linger(TimeSpan.FromSeconds(5)),
    ];

    [Theory]
    [MemberData(nameof(ClientFirst))]
    public async Task ClientThatClosesFirst_SendsFinAndKeepsTheTimeWait(ClientClose close)
    {
        using var server = new RawServer();
        await using var load = One(server, close);
        var run = load.RunToEndAsync();
        IPEndPoint client, listener;
        using (var peer = await server.AcceptRequestAsync())
        {
            (client, listener) = (peer.Remote, peer.Local);
            peer.Send(Response);
            peer.ShouldReadFin();
        }

        await run;
        load.Tally().ShouldCount(opened: 1, completed: 1);
        load.Closes().ShouldBe(new CloseTally { Self = 1 });
        await KernelSockets.ShouldBecomeAsync(client, listener, TcpState.TimeWait);
        await KernelSockets.ShouldBecomeAsync(listener, client, null);
    }

    [Fact]
    public async Task ClientThatWaitsForTheServer_LeavesTheTimeWaitThere()
    {
        using var server = new RawServer();
        await using var load = One(server, new ClientClose.WhenServerCloses());
        var run = load.RunToEndAsync();
        IPEndPoint client, listener;
        using (var peer = await server.AcceptRequestAsync())
        {
            (client, listener) = (peer.Remote, peer.Local);
            peer.Send(Response);
        }

        await run;
        load.Tally().ShouldCount(opened: 1, completed: 1);
        load.Closes().ShouldBe(new CloseTally { Peer = 1 });
        await KernelSockets.ShouldBecomeAsync(listener, client, TcpState.TimeWait);
        await KernelSockets.ShouldBecomeAsync(client, listener, null);
    }

    [Fact]
    public async Task ClientThatNeverCloses_IsDoneWithTheResponse_AndStaysInCloseWaitUntilDisposed()
    {
        using var server = new RawServer();
        IPEndPoint client, listener;
        await using (var load = One(server, new ClientClose.Never()))
        {
            var run = load.RunToEndAsync();
            using (var peer = await server.AcceptRequestAsync())
            {
                (client, listener) = (peer.Remote, peer.Local);
                peer.Send(Response);
            }

            await run;
            load.Tally().ShouldCount(opened: 1, completed: 1);
            load.Closes().ShouldBe(new CloseTally { Unknown = 1 });
            await KernelSockets.ShouldBecomeAsync(client, listener, TcpState.CloseWait);
            await KernelSockets.ShouldBecomeAsync(listener, client, TcpState.FinWait2);
        }

        await KernelSockets.ShouldBecomeAsync(client, listener, null);
    }

    [Fact]
    public async Task Reset_SendsRst_AndNobodyKeepsATimeWait()
    {
        using var server = new RawServer();
        await using var load = One(server, new ClientClose.Reset());
        var run = load.RunToEndAsync();
        using var peer = await server.AcceptRequestAsync();
        peer.Send(Response);
        peer.ShouldReadReset();
        await run;
        load.Tally().ShouldCount(opened: 1, completed: 1);
        load.Closes().ShouldBe(new CloseTally { Reset = 1 });
        await KernelSockets.ShouldBecomeAsync(peer.Remote, peer.Local, null);
        await KernelSockets.ShouldBecomeAsync(peer.Local, peer.Remote, null);
    }

    [Fact]
    public async Task ResetWhenServerCloses_AnswersTheFinWithAnRst_AndNobodyKeepsATimeWait()
    {
        using var server = new RawServer();
        await using var load = One(server, new ClientClose.ResetWhenServerCloses());
        var run = load.RunToEndAsync();
        IPEndPoint client, listener;
        using (var peer = await server.AcceptRequestAsync())
        {
            (client, listener) = (peer.Remote, peer.Local);
            peer.Send(Response);
            run.IsCompleted.ShouldBeFalse("it waits for the server, though the response is complete");
        }

        await run;
        load.Tally().ShouldCount(opened: 1, completed: 1);
        load.Closes().ShouldBe(new CloseTally { Reset = 1 });
        await KernelSockets.ShouldBecomeAsync(client, listener, null);
        await KernelSockets.ShouldBecomeAsync(listener, client, null);
    }

    [Fact]
    public async Task MoreThanPromisedAndThanOneReadTakes_TurnsTheCloseIntoAnRst()
    {
        using var server = new RawServer();
        await using var load = Loads.Of(Loads.Like("siege"), [server.Port], copies: 1, iterations: 1);
        var run = load.RunToEndAsync();
        using var peer = await server.AcceptRequestAsync();
        peer.Send(Response + new string('x', 50_000));
        peer.ShouldReadReset();
        await run;
        load.Tally().ShouldCount(opened: 1, completed: 1);
        load.Closes().ShouldBe(new CloseTally { Reset = 1 });
    }

    [Fact]
    public async Task ServerThatResets_IsAFailureByName()
    {
        using var server = new RawServer();
        await using var load = One(server, new ClientClose.Immediately());
        var run = load.RunToEndAsync();
        using (var peer = await server.AcceptAsync())
        {
            // Closed with the request unread: the kernel sends RST.
            await Eventually.ShouldBeAsync(() => peer.Available > 0, true);
        }

        await run;
        load.Tally().ShouldCount(opened: 1, completed: 0, ("ECONNRESET", 1));
        load.Closes().ShouldBe(new CloseTally { Reset = 1 });
    }

    [Fact]
    public async Task TimeOut_IsAFailureByName_AndStillEndsInAFin()
    {
        using var server = new RawServer();
        var client = Loads.Like("curl") with { Timeout = TimeSpan.FromSeconds(1) };
        await using var load = Loads.Of(client, [server.Port], copies: 1, iterations: 1);
        var run = load.RunToEndAsync();
        using var peer = await server.AcceptRequestAsync();
        await run;
        peer.ShouldReadFin();
        load.Tally().ShouldCount(opened: 1, completed: 0, ("TIMEOUT", 1));
        load.Closes().ShouldBe(new CloseTally { Self = 1 });
    }

    [Fact]
    public async Task TimeOut_EndsADelayBeforeTheClose()
    {
        using var server = new RawServer();
        var client = Loads.Like("curl") with { Close = new ClientClose.After(TimeSpan.FromHours(1)), Timeout = TimeSpan.FromSeconds(1) };
        await using var load = Loads.Of(client, [server.Port], copies: 1, iterations: 1);
        var run = load.RunToEndAsync();
        using var peer = await server.AcceptRequestAsync();
        peer.Send(Response);
        await run;
        peer.ShouldReadFin();
        load.Tally().ShouldCount(opened: 1, completed: 0, ("TIMEOUT", 1));
        load.Closes().ShouldBe(new CloseTally { Self = 1 });
    }

    [Fact]
    public async Task TimeOut_EndsAResponse_ThatNeverStopsComing()
    {
        using var server = new RawServer();
        var client = Loads.Like("curl") with { Timeout = TimeSpan.FromSeconds(1) };
        await using var load = Loads.Of(client, [server.Port], copies: 1, iterations: 1);
        var run = load.RunToEndAsync();
        using var peer = await server.AcceptRequestAsync();
        peer.Send("HTTP/1.1 200 OK\r\n\r\n");
        for (var part = 0; part < 1000 && !run.IsCompleted; part++)
        {
            peer.Send("more");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }

        await run;
        load.Tally().ShouldCount(opened: 1, completed: 0, ("TIMEOUT", 1));
        load.BytesReceived.ShouldBeGreaterThan(100);
    }

    private static LoadGenerator One(RawServer server, ClientClose close) =>
        Loads.Of(Loads.Like("curl") with { Close = close }, [server.Port], copies: 1, iterations: 1);
}
