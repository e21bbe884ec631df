using System.Collections.Concurrent;
using System.Net;
using Harness.Clients;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;
using Harness.Servers;
using Harness.Tests.Loopback.Servers;

namespace Harness.Tests.Loopback.Clients;

/// <summary>Loads that an engine from outside paces.</summary>
public sealed class AnotherEngineTests
{
    [Fact]
    public async Task ItDecidesWhenConnectionsBegin_AndTheClientStillRecordsEachOfThem()
    {
        await using var server = Start(new() { Close = new ServerClose.WhenClientCloses() });
        var rows = new ConcurrentQueue<ConnectionRow>();
        var engine = new FiveAtATime();
        var plan = new LoadPlan(
            Loads.Like("curl"), [new LoadStep.IterationsForConstant(5, 60)], [IPAddress.Loopback], server.Ports)
        {
            Engine = engine,
        };
        await using var load = new LoadGenerator(plan, TestSockets.All, new TestDelay(), rows.Enqueue);
        (await load.RunToEndAsync()).ShouldBeGreaterThan(0);

        load.Tally().ShouldCount(opened: 60, completed: 60);
        load.Closes().ShouldBe(new CloseTally { Self = 60 });
        load.Total().Count.ShouldBe(60);
        load.Behind().Count.ShouldBe(0, "an engine does not tell when a connection was due");
        rows.Count.ShouldBe(60);
        load.Engine.ShouldBe(new EngineSummary { Name = "five at a time", Ok = new() { Count = 60 } });
        await Eventually.ShouldBeAsync(server.Closes, new CloseTally { Peer = 60 });

        (await engine.OpenOne!()).Failure.ShouldBe("ECANCELED", "the load is over");
        load.Tally().Opened.ShouldBe(60);
    }

    [Fact]
    public async Task ItHearsOfFailuresByName()
    {
        int port;
        using (var gone = new RawServer())
        {
            port = gone.Port;
        }

        var plan = new LoadPlan(Loads.Like("curl"), [new LoadStep.IterationsForConstant(5, 10)], [IPAddress.Loopback], [port])
        {
            Engine = new FiveAtATime(),
        };
        await using var load = new LoadGenerator(plan, TestSockets.All, new TestDelay(), connectionEnded: null);
        await load.RunToEndAsync();

        load.Tally().ShouldCount(opened: 0, completed: 0, ("ECONNREFUSED", 10));
        load.Engine!.Fail.Count.ShouldBe(10);
    }

    private static TestServer Start(ServerOptions options) =>
        TestServer.Start(options, [IPAddress.Loopback], TestSockets.All, new TestDelay());
}
