using System.Net;
using Harness.Protocol.Http;
using Harness.Scenarios.Options;
using Harness.Servers;
using Harness.Tests.Loopback.Clients;

namespace Harness.Tests.Loopback.Servers;

/// <summary>Bodies that say which connection they belong to, and who counts those that are another's.</summary>
public sealed class ForeignBytesTests
{
    public static TheoryData<ServerModel> Models { get; } = [ServerModel.Pipelines, ServerModel.Blocking];

    [Theory]
    [MemberData(nameof(Models))]
    public async Task WhatIsItsOwn_IsNotForeign_OnMoreConnectionsThanThereAreCharacters(ServerModel model)
    {
        await using var server = Start(model);
        var upload = Loads.Like("curl") with { Method = RequestMethod.Put, Body = 10_000, RequestsPerConnection = 3 };
        await using var load = Loads.Of(upload, server.Ports, copies: 3, iterations: 70, marksBodies: true);
        await load.RunToEndAsync();

        load.Tally().ShouldCount(opened: 70, completed: 70);
        await Eventually.ShouldBeAsync(() => server.Requests, 210);
        (server.ForeignBytes, load.ForeignBytes).ShouldBe((0, 0));
        server.FirstRequest.ShouldNotBeNull().ShouldContain($"\r\n{BodyMark.Field}: ");
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task WhatIsNot_IsCountedByTheServer_AndItsAnswersAreOfTheCharacterThatItWasTold(ServerModel model)
    {
        await using var server = Start(model);
        using var peer = RawPeer.Connect(server.Ports[0]);
        peer.Send($"POST / HTTP/1.1\r\nContent-Length: 6\r\n{BodyMark.Field}: k\r\n\r\nkkxxyk");

        peer.Read(94).ShouldEndWith("\r\n\r\nkkkkkkk");
        await Eventually.ShouldBeAsync(() => server.ForeignBytes, 3L);
    }

    [Fact]
    public async Task WhatIsNot_IsCountedByTheClient()
    {
        using var server = new RawServer();
        await using var load = Loads.Of(Loads.Like("curl"), [server.Port], copies: 1, iterations: 1, marksBodies: true);
        var running = load.RunToEndAsync();
        using var peer = await server.AcceptRequestAsync();
        peer.Send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n-0-\n");
        await running;

        load.Tally().ShouldCount(opened: 1, completed: 1);
        load.ForeignBytes.ShouldBe(3);
    }

    [Fact]
    public async Task WhereBodiesSayNothing_NobodyKnows()
    {
        await using var server = TestServer.Start(new(), [IPAddress.Loopback], TestSockets.All, new TestDelay());
        await using var load = Loads.Of(Loads.Like("curl"), server.Ports, copies: 1, iterations: 1);
        await load.RunToEndAsync();

        (server.ForeignBytes, load.ForeignBytes).ShouldBe((null, null));
        server.FirstRequest.ShouldNotBeNull().ShouldNotContain(BodyMark.Field);
    }

    private static TestServer Start(ServerModel model) => TestServer.Start(
        new()
        {
            Model = model,
            ReadsBody = true,
            Response = new() { Body = 7, Connection = ConnectionHeader.KeepAlive },
            Close = new ServerClose.KeepAlive(TimeSpan.FromSeconds(10), Requests: 100),
        },
        [IPAddress.Loopback],
        TestSockets.All,
        new TestDelay(),
        marksBodies: true);
}
