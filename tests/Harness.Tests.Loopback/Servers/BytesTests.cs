using System.Net;
using Harness.Scenarios.Options;
using Harness.Servers;
using Harness.Tests.Loopback.Clients;

namespace Harness.Tests.Loopback.Servers;

/// <summary>Bytes that writes took and bytes that reads returned, counted by the two sides for themselves.</summary>
public sealed class BytesTests
{
    // More than the send and receive buffers of a connection ever hold (tcp_wmem and tcp_rmem end at some megabytes).
    private const int Large = 60_000_000;

    public static TheoryData<ServerModel> Models { get; } = [ServerModel.Pipelines, ServerModel.Blocking];

    [Theory]
    [MemberData(nameof(Models))]
    public async Task WhereNothingIsLost_BothSidesCountTheSame(ServerModel model)
    {
        await using var server = Start(model, body: 1000);
        await using var load = Loads.Of(Loads.Like("curl"), server.Ports, copies: 4, iterations: 20);
        await load.RunToEndAsync();

        load.BytesReceived.ShouldBeGreaterThan(20 * 1000);
        await Eventually.ShouldBeAsync(() => server.BytesWritten, load.BytesReceived);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task OfAWriteThatFailed_WhatTheKernelHadTakenIsCounted(ServerModel model)
    {
        const int Read = 5_000_000;
        await using var server = Start(model, Large);
        using (var peer = RawPeer.Connect(server.Ports[0]))
        {
            peer.Request();
            peer.Read(Read);
        }

        await Eventually.ShouldBeAsync(() => server.Tally().Failed, 1);
        server.BytesWritten.ShouldBeInRange(Read, Large);
        server.Tally().Errors.Keys.ShouldHaveSingleItem().ShouldBeOneOf("ECONNRESET", "EPIPE");
    }

    private static TestServer Start(ServerModel model, int body) =>
        TestServer.Start(
            new() { Model = model, Close = new ServerClose.WhenClientCloses(), Response = new() { Body = body } },
            [IPAddress.Loopback],
            TestSockets.All,
            new TestDelay());
}
