using System.Net;
using Harness.Scenarios.Options;
using Harness.Servers;

namespace Harness.Tests.Loopback.Servers;

/// <summary>From the last byte written to the client's FIN, where the server reads that far.</summary>
public sealed class ThinkTimeTests
{
    private const int ResponseLength = 88;
    private static readonly TimeSpan Thought = TimeSpan.FromMilliseconds(50);

    public static TheoryData<ServerModel, ServerClose> Reading { get; } = new()
    {
        { ServerModel.Pipelines, new ServerClose.WhenClientCloses() },
        { ServerModel.Blocking, new ServerClose.WhenClientCloses() },
        { ServerModel.Pipelines, new ServerClose.HalfCloseThenDrain(TimeSpan.FromSeconds(10)) },
        { ServerModel.Blocking, new ServerClose.HalfCloseThenDrain(TimeSpan.FromSeconds(10)) },
    };

    [Theory]
    [MemberData(nameof(Reading))]
    public async Task AClientThatThinks_IsTimed(ServerModel model, ServerClose close)
    {
        // More than one: the server's thread may lose its processor between its write and its look at the clock, and then times too little.
        const int Times = 5;
        await using var server = Start(model, close);
        for (var time = 0; time < Times; time++)
        {
            await AnswerAsync(server, Thought);
        }

        await Eventually.ShouldBeAsync(() => server.ThinkTime().Count, Times);
        TimeSpan.FromMicroseconds(server.ThinkTime().Max / 1000).ShouldBeGreaterThanOrEqualTo(Thought);
        server.CloseDelay().Count.ShouldBe(0);
    }

    [Theory]
    [InlineData(ServerModel.Pipelines)]
    [InlineData(ServerModel.Blocking)]
    public async Task AServerThatClosesWithoutReading_TimesNone(ServerModel model)
    {
        await using var server = Start(model, new ServerClose.After(TimeSpan.FromMilliseconds(1)));
        await AnswerAsync(server, Thought);

        await Eventually.ShouldBeAsync(() => server.CloseDelay().Count, 1);
        server.ThinkTime().Count.ShouldBe(0);
    }

    [Theory]
    [InlineData(ServerModel.Pipelines)]
    [InlineData(ServerModel.Blocking)]
    public async Task AFinThatDidNotComeInTime_IsNoThinkTime(ServerModel model)
    {
        await using var server = Start(model, new ServerClose.HalfCloseThenDrain(TimeSpan.FromMilliseconds(20)));
        using var peer = RawPeer.Connect(server.Ports[0]);
        peer.Request();
        peer.Read(ResponseLength);

        await Eventually.ShouldBeAsync(() => server.Tally().Completed, 1);
        server.ThinkTime().Count.ShouldBe(0);
    }

    private static async Task AnswerAsync(TestServer server, TimeSpan thought)
    {
        using var peer = RawPeer.Connect(server.Ports[0]);
        peer.Request();
        peer.Read(ResponseLength);
        // The time that is measured, not a wait for a condition.
        await Task.Delay(thought + TimeSpan.FromMilliseconds(2), TestContext.Current.CancellationToken);
    }

    private static TestServer Start(ServerModel model, ServerClose close) =>
        TestServer.Start(new ServerOptions { Model = model, Close = close }, [IPAddress.Loopback], TestSockets.All, new TestDelay());
}
