using System.Net;
using Harness.Protocol.Counting;
using Harness.Scenarios.Options;
using Harness.Servers;
using Harness.Tests.Loopback.Clients;

namespace Harness.Tests.Loopback.Servers;

/// <summary>Requests whose bodies come in chunks, to a server that reads bodies.</summary>
public sealed class ChunkedRequestTests
{
    private const int ResponseLength = 93;
    private const string Head = "POST / HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n";

    public static TheoryData<ServerModel> Models { get; } = [ServerModel.Pipelines, ServerModel.Blocking];

    [Theory]
    [MemberData(nameof(Models))]
    public async Task TheBodyIsReadToItsLastChunk_AndWhatFollowsIsTheNextRequest(ServerModel model)
    {
        await using var server = Start(model);
        using var peer = RawPeer.Connect(server.Ports[0]);
        peer.Send(Head + "3\r\nab");
        await Task.Delay(20, TestContext.Current.CancellationToken);
        peer.Available.ShouldBe(0, "the body is not whole");
        peer.Send("c\r\nA;x=1\r\n0123456789\r\n0\r\nX-Sum: 1\r\n\r\nGET / HTTP/1.1\r\n\r\n");

        peer.Read(2 * ResponseLength).ShouldEndWith("\r\n\r\nhello\n");
        await Eventually.ShouldBeAsync(() => server.Requests, 2);
        server.Tally().ShouldCount(opened: 1, completed: 0);
    }

    [Theory]
    [InlineData(ServerModel.Pipelines, Head + "x\r\n")]
    [InlineData(ServerModel.Blocking, Head + "x\r\n")]
    [InlineData(ServerModel.Pipelines, "POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n")]
    [InlineData(ServerModel.Blocking, "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    public async Task ABodyThatIsNotUnderstood_IsABadRequest(ServerModel model, string request)
    {
        await using var server = Start(model);
        using var peer = RawPeer.Connect(server.Ports[0]);
        peer.Send(request);

        await Eventually.ShouldBeAsync(() => server.Tally().Failed, 1);
        server.Tally().ShouldCount(opened: 1, completed: 0, ("BAD_REQUEST", 1));
        server.Requests.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task BuiltInClients_SendThem_AgainAndAgainOnAConnection(ServerModel model)
    {
        await using var server = Start(model);
        var upload = Loads.Like("curl") with { Method = RequestMethod.Put, Body = 100_000, Chunked = 999, RequestsPerConnection = 3 };
        await using var load = Loads.Of(upload, server.Ports, copies: 2, iterations: 4);
        await load.RunToEndAsync();

        load.Tally().ShouldCount(opened: 4, completed: 4);
        await Eventually.ShouldBeAsync(() => server.Tally().Completed, 4);
        server.Requests.ShouldBe(12);
        server.FirstRequest.ShouldNotBeNull().ShouldContain("\r\nTransfer-Encoding: chunked\r\n");
        load.Closes().ShouldBe(new CloseTally { Self = 4 });
    }

    private static TestServer Start(ServerModel model) => TestServer.Start(
        new()
        {
            Model = model,
            ReadsBody = true,
            Response = new() { Connection = ConnectionHeader.KeepAlive },
            Close = new ServerClose.KeepAlive(TimeSpan.FromSeconds(10), Requests: 100),
        },
        [IPAddress.Loopback],
        TestSockets.All,
        new TestDelay());
}
