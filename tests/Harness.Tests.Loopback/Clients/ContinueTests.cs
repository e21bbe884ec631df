using System.Diagnostics;
using System.Net;
using Harness.Clients;
using Harness.Protocol.Counting;
using Harness.Scenarios.Options;
using Harness.Servers;
using Harness.Tests.Loopback.Servers;

namespace Harness.Tests.Loopback.Clients;

/// <summary>Clients whose bodies wait for a 100, in small loads (curl, which blocks a thread) and in others (http_client).</summary>
public sealed class ContinueTests
{
    private const string Body = "xxxxx";

    public static TheoryData<string> Profiles { get; } = ["curl", "http_client"];

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task AnAnswerThatComesFirst_IsTheEnd_WithoutTheBody(string like)
    {
        using var server = new RawServer();
        await using var load = One(server, like, TimeSpan.FromMinutes(1));
        var run = load.RunToEndAsync();
        using var peer = await server.AcceptRequestAsync();
        peer.Send("HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\n\r\n");

        peer.ShouldReadFin();
        await run;
        load.Tally().ShouldCount(opened: 1, completed: 1);
        load.Closes().ShouldBe(new CloseTally { Self = 1 });
        load.Continues.ShouldBe(new() { Withheld = 1 });
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task A100_LetsTheBodyGo(string like)
    {
        using var server = new RawServer();
        await using var load = One(server, like, TimeSpan.FromMinutes(1));
        var run = load.RunToEndAsync();
        using var peer = await server.AcceptRequestAsync();
        await Task.Delay(30, TestContext.Current.CancellationToken);
        peer.Available.ShouldBe(0, "the body waits");
        peer.Send("HTTP/1.1 100 Continue\r\n\r\n");
        peer.Read(Body.Length).ShouldBe(Body);
        peer.Send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

        peer.ShouldReadFin();
        await run;
        load.Tally().ShouldCount(opened: 1, completed: 1);
        load.Continues.ShouldBe(new() { Received = 1 });
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task WithoutAnAnswer_TheBodyGoesWhenItsTimeHasPassed(string like)
    {
        using var server = new RawServer();
        await using var load = One(server, like, TimeSpan.FromMilliseconds(60));
        var run = load.RunToEndAsync();
        using var peer = await server.AcceptRequestAsync();
        var head = Stopwatch.GetTimestamp();
        peer.Read(Body.Length).ShouldBe(Body);
        Stopwatch.GetElapsedTime(head).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(30));
        peer.Send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

        peer.ShouldReadFin();
        await run;
        load.Tally().ShouldCount(opened: 1, completed: 1);
        load.Continues.ShouldBe(new() { Overdue = 1 });
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task AServerThatLeaves_IsAFailure_AndTheNextConnectionBeginsAnew(string like)
    {
        using var server = new RawServer();
        await using var load = Loads.Of(Upload(like, TimeSpan.FromMinutes(1)), [server.Port], copies: 1, iterations: 2);
        var run = load.RunToEndAsync();
        using (await server.AcceptRequestAsync())
        {
        }

        using var peer = await server.AcceptRequestAsync();
        peer.Send("HTTP/1.1 100 Continue\r\n\r\n");
        peer.Read(Body.Length).ShouldBe(Body);
        peer.Send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

        peer.ShouldReadFin();
        await run;
        load.Tally().ShouldCount(opened: 2, completed: 1, ("BAD_RESPONSE", 1));
        load.Continues.ShouldBe(new() { Received = 1 });
    }

    [Theory]
    [InlineData(ServerModel.Pipelines)]
    [InlineData(ServerModel.Blocking)]
    public async Task TheBuiltInServer_IsAskedForEachRequestOfAConnection(ServerModel model)
    {
        var options = new ServerOptions
        {
            Model = model,
            ReadsBody = true,
            Response = new() { Connection = ConnectionHeader.KeepAlive },
            Close = new ServerClose.KeepAlive(TimeSpan.FromSeconds(10), Requests: 100),
        };
        await using var server = TestServer.Start(options, [IPAddress.Loopback], TestSockets.All, new TestDelay());
        var upload = Upload("curl", TimeSpan.FromMinutes(1)) with { Chunked = 2, RequestsPerConnection = 3 };
        await using var load = Loads.Of(upload, server.Ports, copies: 4, iterations: 8);
        await load.RunToEndAsync();

        load.Tally().ShouldCount(opened: 8, completed: 8);
        load.Continues.ShouldBe(new() { Received = 24 });
        await Eventually.ShouldBeAsync(() => server.Requests, 24);
        await Eventually.ShouldBeTrueAsync(() => server.BytesWritten == load.BytesReceived, "the 100s are counted on both sides");
    }

    private static LoadGenerator One(RawServer server, string like, TimeSpan within) =>
        Loads.Of(Upload(like, within), [server.Port], copies: 1, iterations: 1);

    private static ClientOptions Upload(string like, TimeSpan within) => Loads.Like(like) with
    {
        Method = RequestMethod.Post, Body = Body.Length, ExpectContinue = true, ContinueWithin = within,
    };
}
