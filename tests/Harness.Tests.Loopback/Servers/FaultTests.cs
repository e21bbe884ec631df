using System.Diagnostics;
using System.Net;
using Harness.Protocol.Counting;
using Harness.Scenarios.Options;
using Harness.Servers;
using Harness.Tests.Loopback.Clients;

namespace Harness.Tests.Loopback.Servers;

/// <summary>Answers that are late, cut or reset: what the client reads, and what both sides count.</summary>
public sealed class FaultTests
{
    private const int HeadLength = 82;

    public static TheoryData<ServerModel> Models { get; } = [ServerModel.Pipelines, ServerModel.Blocking];

    [Theory]
    [MemberData(nameof(Models))]
    public async Task ALateAnswer_IsWhole_AfterItsTime(ServerModel model)
    {
        await using var server = Start(model, new FaultAct.Late(new DurationDraw.Fixed(TimeSpan.FromMilliseconds(40))));
        using var peer = RawPeer.Connect(server.Ports[0]);
        var asked = Stopwatch.GetTimestamp();
        peer.Request();

        peer.Read(HeadLength + 6).ShouldEndWith("\r\n\r\nhello\n");
        Stopwatch.GetElapsedTime(asked).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(40));
        peer.ShouldReadFin();
        await Eventually.ShouldBeAsync(() => server.Requests, 1);
        server.Faults.ShouldBe(new() { Late = 1 });
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task ACutAnswer_EndsInItsBody_WithAFin_WhateverThePolicy(ServerModel model)
    {
        await using var server = Start(model, new FaultAct.Cut(2));
        using var peer = RawPeer.Connect(server.Ports[0]);
        peer.Request();

        peer.Read(HeadLength + 2).ShouldEndWith("Content-Length: 6\r\n\r\nhe");
        peer.ShouldReadFin();
        await Eventually.ShouldBeAsync(server.Closes, new CloseTally { Self = 1 });
        server.Faults.ShouldBe(new() { Cut = 1 });
        (server.Requests, server.BytesWritten).ShouldBe((0, HeadLength + 2));
        server.Tally().ShouldCount(opened: 1, completed: 0);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task ABodyInChunks_MayLackOnlyItsLastChunk(ServerModel model)
    {
        await using var server = Start(model, new FaultAct.Cut(6), new() { Chunked = 4 });
        using var peer = RawPeer.Connect(server.Ports[0]);
        peer.Request();

        const string Sent = "\r\n\r\n4\r\nhell\r\n2\r\no\n";
        var head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked";
        peer.Read(head.Length + Sent.Length).ShouldBe(head + Sent);
        peer.ShouldReadFin();
        await Eventually.ShouldBeAsync(() => server.Faults, new() { Cut = 1 });
    }

    [Theory]
    [InlineData(ServerModel.Pipelines, ResetPoint.Instead, 0)]
    [InlineData(ServerModel.Blocking, ResetPoint.Instead, 0)]
    [InlineData(ServerModel.Pipelines, ResetPoint.Midway, HeadLength + 3)]
    [InlineData(ServerModel.Blocking, ResetPoint.Midway, HeadLength + 3)]
    public async Task AResetAnswer_LeavesNoTimeWait(ServerModel model, ResetPoint point, long written)
    {
        await using var server = Start(model, new FaultAct.Reset(point));
        using var peer = RawPeer.Connect(server.Ports[0]);
        peer.Request();

        peer.ShouldReadReset();
        await Eventually.ShouldBeAsync(server.Closes, new CloseTally { Reset = 1 });
        server.Faults.ShouldBe(new() { Reset = 1 });
        (server.Requests, server.BytesWritten).ShouldBe((0, written));
        await KernelSockets.ShouldBecomeAsync(peer.Local, peer.Remote, null);
        await KernelSockets.ShouldBecomeAsync(peer.Remote, peer.Local, null);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task TheSameConnectionsAreHit_InEachRun(ServerModel model)
    {
        var (first, counted) = await OutcomesAsync(model, seed: 1);
        var (second, _) = await OutcomesAsync(model, seed: 1);
        var (other, _) = await OutcomesAsync(model, seed: 2);

        second.ShouldBe(first);
        other.ShouldNotBe(first);
        foreach (var outcomes in new[] { first, other })
        {
            (outcomes.Count(o => o == "SHORT_BODY"), outcomes.Count(o => o == "ECONNRESET")).ShouldBe((6, 3));
        }

        counted.ShouldBe(new FaultCounts { Cut = 6, Reset = 3 });
    }

    [Fact]
    public async Task WithoutFaults_NothingIsCounted()
    {
        await using var server = TestServer.Start(new(), [IPAddress.Loopback], TestSockets.All, new TestDelay());
        server.Faults.ShouldBeNull();
    }

    private static async Task<(List<string> Outcomes, FaultCounts? Faults)> OutcomesAsync(ServerModel model, int seed)
    {
        var options = new ServerOptions
        {
            Model = model,
            Seed = seed,
            Faults = [new(0.1, new FaultAct.Cut(2)), new(0.05, new FaultAct.Reset(ResetPoint.Instead))],
        };
        await using var server = TestServer.Start(options, [IPAddress.Loopback], TestSockets.All, new TestDelay());
        var outcomes = new List<string>();
        await using var load = Loads.Of(Loads.Like("curl"), server.Ports, copies: 1, iterations: 60, row => outcomes.Add(row.Outcome));
        await load.RunToEndAsync();
        await Eventually.ShouldBeAsync(() => server.Faults!.Reset, 3);
        return (outcomes, server.Faults);
    }

    // A server that would wait for its client to close.
    private static TestServer Start(ServerModel model, FaultAct act, ResponseOptions? response = null) => TestServer.Start(
        new()
        {
            Model = model,
            Response = response ?? new(),
            Faults = [new(1, act)],
            Close = act is FaultAct.Late ? new ServerClose.Immediately() : new ServerClose.WhenClientCloses(),
        },
        [IPAddress.Loopback],
        TestSockets.All,
        new TestDelay());
}
