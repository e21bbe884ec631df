using System.Net;
using Harness.Scenarios.Options;
using Harness.Servers;

namespace Harness.Tests.Loopback.Servers;

/// <summary>The server remembers what it was asked first.</summary>
public sealed class FirstRequestTests
{
    [Theory]
    [InlineData(ServerModel.Pipelines)]
    [InlineData(ServerModel.Blocking)]
    public async Task TheFirstRequest_IsKeptAsItCame_AndAllAreCounted(ServerModel model)
    {
        await using var server = TestServer.Start(
            new() { Model = model, Close = new ServerClose.KeepAlive(TimeSpan.FromSeconds(10), 2) },
            [IPAddress.Loopback],
            TestSockets.All,
            new TestDelay());
        server.FirstRequest.ShouldBeNull();
        using var peer = RawPeer.Connect(server.Ports[0]);
        peer.Send("GET /1 HTTP/1.1\r\nX: \u007f\r\n");
        peer.Send("\r\nGET /2 HTTP/1.1\r\n\r\n");
        peer.Read(2);

        await Eventually.ShouldBeAsync(() => server.Requests, 2);
        server.FirstRequest.ShouldBe("GET /1 HTTP/1.1\r\nX: \u007f\r\n\r\n");
    }

    [Fact]
    public async Task AnEndlessRequest_IsKeptUpToABound()
    {
        await using var server = TestServer.Start(new(), [IPAddress.Loopback], TestSockets.All, new TestDelay());
        using var peer = RawPeer.Connect(server.Ports[0]);
        peer.Send($"GET /{new string('x', 5000)} HTTP/1.1\r\n\r\n");

        await Eventually.ShouldBeAsync(() => server.FirstRequest?.Length ?? 0, 2048);
    }
}
