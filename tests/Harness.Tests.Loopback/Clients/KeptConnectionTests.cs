using System.Net;
using Harness.Protocol.Counting;
using Harness.Scenarios.Options;
using Harness.Servers;
using Harness.Tests.Loopback.Servers;

namespace Harness.Tests.Loopback.Clients;

/// <summary>What wrk's profile does that the others do not: it keeps connections, and stumbles over what follows a response.</summary>
public sealed class KeptConnectionTests
{
    [Fact]
    public async Task AClientWithoutALimit_KeepsItsConnections_UntilTheLoadIsOver()
    {
        await using var server = Start(
            ConnectionHeader.None, ContentLength.Exact, new ServerClose.KeepAlive(TimeSpan.FromSeconds(20), ClientOptions.NoLimit));
        // wrk blocks a thread each; while other tests have those of the pool, it makes one more every half second.
        await using var load = Loads.Of(Loads.Like("wrk"), server.Ports, [new LoadStep.KeepConstant(2, TimeSpan.FromSeconds(3))]);

        await load.RunToEndAsync();

        // The probe is the third.
        load.Tally().ShouldCount(opened: 3, completed: 2);
        load.Closes().ShouldBe(new CloseTally { Self = 3 });
        server.Requests.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task BytesBeyondContentLength_AreAnError_AndOneMoreConnectionIsOpenedForNothing()
    {
        await using var server = Start(ConnectionHeader.Close, new(IsPresent: true, -3), new ServerClose.WhenClientCloses());
        await using var load = Loads.Of(Loads.Like("wrk"), server.Ports, copies: 2, iterations: 20);

        await load.RunToEndAsync();

        load.Tally().Errors.ShouldBe(new Dictionary<string, long> { ["BAD_RESPONSE"] = 20 });
        load.Tally().Opened.ShouldBe(1 + 20 + 20);
        load.Closes().ShouldBe(new CloseTally { Self = 41 });
        await Eventually.ShouldBeAsync(() => server.Tally().Opened, 41);
        await Eventually.ShouldBeAsync(() => server.Requests, 20);
    }

    [Fact]
    public async Task TheEndOfFileThatEndsAResponse_IsAnErrorToo()
    {
        await using var server = Start(ConnectionHeader.None, ContentLength.Missing, new ServerClose.Immediately());
        await using var load = Loads.Of(Loads.Like("wrk"), server.Ports, copies: 2, iterations: 20);

        await load.RunToEndAsync();

        load.Tally().Errors.ShouldBe(new Dictionary<string, long> { ["BAD_RESPONSE"] = 20 });
        load.Closes().ShouldBe(new CloseTally { Peer = 20, Self = 21 });
    }

    [Fact]
    public async Task WithoutThatHabit_ExtraBytesAreNoError()
    {
        await using var server = Start(ConnectionHeader.Close, new(IsPresent: true, -3), new ServerClose.WhenClientCloses());
        await using var load = Loads.Of(Loads.Like("siege"), server.Ports, copies: 2, iterations: 20);

        await load.RunToEndAsync();

        load.Tally().ShouldCount(opened: 20, completed: 20);
        load.Closes().ShouldBe(new CloseTally { Self = 20 });
    }

    [Theory]
    [InlineData("curl", 0)]
    [InlineData("curl", 50)]
    [InlineData("http_client", 0)]
    [InlineData("http_client", 50)]
    public async Task WhatComesUnasked_AnswersNoRequest_AndEndsTheConnection(string like, int pauseMs)
    {
        using var server = new RawServer();
        var rows = new List<ConnectionRow>();
        var client = Loads.Like(like) with
        {
            RequestsPerConnection = 3,
            Pause = pauseMs == 0 ? null : new DurationDraw.Fixed(TimeSpan.FromMilliseconds(pauseMs)),
        };
        await using var load = Loads.Of(client, [server.Port], copies: 1, iterations: 1, rows.Add);
        var running = load.RunToEndAsync();
        using var peer = await server.AcceptRequestAsync();
        peer.Send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n");
        await running;

        peer.ShouldReadFin();
        rows.ShouldHaveSingleItem().Requests.ShouldBe(1);
        load.Tally().ShouldCount(opened: 1, completed: 1);
    }

    private static TestServer Start(ConnectionHeader connection, ContentLength length, ServerClose close) =>
        TestServer.Start(
            new() { Response = new() { Connection = connection, ContentLength = length }, Close = close },
            [IPAddress.Loopback],
            TestSockets.All,
            new TestDelay());
}
