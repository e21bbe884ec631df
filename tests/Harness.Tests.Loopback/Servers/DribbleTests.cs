using System.Diagnostics;
using System.Net;
using Harness.Protocol.Counting;
using Harness.Scenarios.Options;
using Harness.Servers;
using Harness.Tests.Loopback.Clients;

namespace Harness.Tests.Loopback.Servers;

/// <summary>Bodies that come piece by piece, to clients that read them and to clients that leave.</summary>
public sealed class DribbleTests
{
    private const int HeadLength = 82;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    public static TheoryData<ServerModel> Models { get; } = [ServerModel.Pipelines, ServerModel.Blocking];

    [Theory]
    [MemberData(nameof(Models))]
    public async Task TheHeadComesWithTheFirstPiece_AndTheOthersOneByOne(ServerModel model)
    {
        await using var server = Start(model, new() { Body = 5, Dribble = new() { Bytes = 2, Every = Pause } });
        using var peer = RawPeer.Connect(server.Ports[0]);
        var asked = Stopwatch.GetTimestamp();
        peer.Request();

        List<int> pieces = [];
        List<double> after = [];
        while (pieces.Sum() < HeadLength + 5)
        {
            pieces.Add(peer.ReadNext());
            after.Add(Stopwatch.GetElapsedTime(asked) / Pause);
        }

        pieces.ShouldBe([HeadLength + 2, 2, 1]);
        (after[1] >= 1, after[2] >= 2).ShouldBe((true, true), "each piece waits for its time");
        peer.ShouldReadFin();
        await Eventually.ShouldBeAsync(server.Closes, new CloseTally { Self = 1 });
        server.BytesWritten.ShouldBe(HeadLength + 5);
        server.Tally().ShouldCount(opened: 1, completed: 1);
    }

    [Theory]
    [InlineData(ServerModel.Pipelines, 0)]
    [InlineData(ServerModel.Blocking, 0)]
    [InlineData(ServerModel.Pipelines, 300)]
    [InlineData(ServerModel.Blocking, 300)]
    public async Task AClient_ReadsTheWholeOfIt(ServerModel model, int chunked)
    {
        var response = new ResponseOptions
        {
            Body = 1000, Chunked = chunked, Dribble = new() { Bytes = 100, Every = TimeSpan.FromMilliseconds(1) },
        };
        await using var server = Start(model, response);
        await using var load = Loads.Of(Loads.Like("curl"), server.Ports, copies: 4, iterations: 8);
        await load.RunToEndAsync();

        load.Tally().ShouldCount(opened: 8, completed: 8);
        load.BytesReceived.ShouldBeGreaterThan(8 * 1000);
        await Eventually.ShouldBeAsync(() => server.BytesWritten, load.BytesReceived);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task AClientThatLeavesInTheMiddle_IsAFailureByName_AndItsBytesAreCounted(ServerModel model)
    {
        const int Longer = HeadLength + 4;
        await using var server = Start(model, new() { Body = 10_000, Dribble = new() { Bytes = 10, Every = Pause } });
        using (var peer = RawPeer.Connect(server.Ports[0]))
        {
            peer.Request();
            peer.Read(Longer + 10 + 3);
        }

        await Eventually.ShouldBeAsync(() => server.Tally().Failed, 1);
        server.Tally().Errors.Keys.ShouldHaveSingleItem().ShouldBeOneOf("ECONNRESET", "EPIPE");
        server.Closes().ShouldBe(new CloseTally { Reset = 1 });
        server.Requests.ShouldBe(0);
        server.BytesWritten.ShouldBeInRange(Longer + 20, Longer + 1000);
    }

    private static TestServer Start(ServerModel model, ResponseOptions response) =>
        TestServer.Start(new() { Model = model, Response = response }, [IPAddress.Loopback], TestSockets.All, new TestDelay());
}
