using System.Collections.Concurrent;
using System.Net;
using Harness.Clients;
using Harness.Linux;
using Harness.Protocol.Counting;
using Harness.Protocol.Time;
using Harness.Scenarios.Options;
using Harness.Servers;
using Harness.Tests.Loopback.Servers;

namespace Harness.Tests.Loopback.Clients;

/// <summary>Whole loads against the built-in servers: what both sides count.</summary>
public sealed class LoadTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(10);

    public static TheoryData<ServerModel> Models { get; } = [ServerModel.Pipelines, ServerModel.Blocking];

    [Theory]
    [MemberData(nameof(Models))]
    public async Task TwoHundredConnections_ServerFirst_AreCountedAlikeOnBothSides(ServerModel model)
    {
        await using var server = Start(new() { Model = model, Close = new ServerClose.Immediately() });
        await using var load = Loads.Of(Loads.Like("ab"), server.Ports, copies: 10, iterations: 200);
        (await load.RunToEndAsync()).ShouldBeGreaterThan(0);
        load.Tally().ShouldCount(opened: 200, completed: 200);
        load.Closes().ShouldBe(new CloseTally { Peer = 200 });
        await Eventually.ShouldBeAsync(server.Closes, new CloseTally { Self = 200 });
        server.Tally().ShouldCount(opened: 200, completed: 200);
        load.Connect().Count.ShouldBe(200);
        load.Total().Count.ShouldBe(200);
        load.Behind().Count.ShouldBe(0);
    }

    [Theory]
    [InlineData(ServerModel.Pipelines, "curl")]
    [InlineData(ServerModel.Pipelines, "siege")]
    [InlineData(ServerModel.Pipelines, "http_client")]
    [InlineData(ServerModel.Blocking, "curl")]
    [InlineData(ServerModel.Blocking, "siege")]
    [InlineData(ServerModel.Blocking, "http_client")]
    public async Task TwoHundredConnections_ClientFirst_AreCountedAlikeOnBothSides(ServerModel model, string like)
    {
        await using var server = Start(new() { Model = model, Close = new ServerClose.WhenClientCloses() });
        await using var load = Loads.Of(Loads.Like(like), server.Ports, copies: 10, iterations: 200);
        await load.RunToEndAsync();
        load.Tally().ShouldCount(opened: 200, completed: 200);
        load.Closes().ShouldBe(new CloseTally { Self = 200 });
        await Eventually.ShouldBeAsync(server.Closes, new CloseTally { Peer = 200 });
        server.Tally().ShouldCount(opened: 200, completed: 200);
    }

    public static TheoryData<LoadStep, bool> SmallLoadsAndOthers { get; } = new()
    {
        { new LoadStep.IterationsForConstant(1, 20), true },
        { new LoadStep.IterationsForConstant(1000, 20), false },
        { new LoadStep.IterationsForInject(200, TimeSpan.FromSeconds(1), 20), true },
        { new LoadStep.IterationsForInject(201, TimeSpan.FromSeconds(1), 20), false },
    };

    [Theory]
    [MemberData(nameof(SmallLoadsAndOthers))]
    public async Task ConnectionsOfNewProcesses_BeginOnNewThreads_InSmallLoads(LoadStep step, bool newThreads)
    {
        var threads = new ConcurrentBag<string?>();
        await using var server = Start(new() { Close = new ServerClose.WhenClientCloses() });
        await using var load = new LoadGenerator(
            new(Loads.Like("curl"), [step], [IPAddress.Loopback], server.Ports),
            TestSockets.All,
            new TestDelay(),
            connectionEnded: null,
            connectionOpened: _ => threads.Add(Thread.CurrentThread.Name));
        await load.RunToEndAsync();

        load.Closes().ShouldBe(new CloseTally { Self = 20 });
        // Now and then connect(2) does not complete at once, and the thread that serves the sockets says so.
        threads.Count(t => t == "connection").ShouldBeInRange(newThreads ? 1 : 0, newThreads ? 20 : 0);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(1000, false)]
    public async Task TheWorkBeforeTheClose_IsDone_InSmallLoads(int copies, bool works)
    {
        const int Times = 5;
        var work = TimeSpan.FromMilliseconds(50);
        await using var server = Start(new() { Close = new ServerClose.WhenClientCloses() });
        await using var load = Loads.Of(Loads.Like("curl") with { WorksBeforeClose = work }, server.Ports, copies, Times);
        await load.RunToEndAsync();

        await Eventually.ShouldBeAsync(() => server.ThinkTime().Count, Times);
        // The server's thread may lose its processor before it looks at the clock, and then times too little.
        var thought = works ? server.ThinkTime().Max : server.ThinkTime().Quantile(0);
        (TimeSpan.FromMicroseconds(thought / 1000) >= work).ShouldBe(works);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task CloseAfterDelay_IsNeverEarly_AndRecordedForEachConnection(ServerModel model)
    {
        await using var server = Start(new() { Model = model, Close = new ServerClose.After(TimeSpan.FromMilliseconds(2)) });
        await using var load = Loads.Of(Loads.Like("ab"), server.Ports, copies: 4, iterations: 40);
        await load.RunToEndAsync();
        load.Closes().ShouldBe(new CloseTally { Peer = 40 });
        await Eventually.ShouldBeAsync(() => server.CloseDelay().Count, 40);
        server.CloseDelay().Quantile(0).ShouldBeGreaterThanOrEqualTo(2_000_000);
    }

    [Fact]
    public async Task OverIPv6_WithSeveralPorts_EachPortIsTakenInTurn()
    {
        await using var server = TestServer.Start(new() { Ports = [0, 0] }, [IPAddress.IPv6Loopback], TestSockets.All, new TestDelay());
        var rows = new ConcurrentQueue<ConnectionRow>();
        var plan = new LoadPlan(
            Loads.Like("http_client"), [new LoadStep.IterationsForConstant(4, 100)], [IPAddress.IPv6Loopback], server.Ports);
        await using var load = new LoadGenerator(plan, TestSockets.All, new TestDelay(), rows.Enqueue);
        await load.RunToEndAsync();
        load.Tally().ShouldCount(opened: 100, completed: 100);
        rows.CountBy(r => r.ServerPort).ShouldBe(server.Ports.Select(p => KeyValuePair.Create(p, 50)), ignoreOrder: true);
    }

    [Theory]
    [InlineData(SourceBind.Address)]
    [InlineData(SourceBind.AddressAndPort)]
    public async Task BoundClients_ConnectFromTheirAddressesInTurn(SourceBind bind)
    {
        await using var server = TestServer.Start(
            new() { Close = new ServerClose.WhenClientCloses() }, [IPAddress.Loopback], TestSockets.All, new TestDelay());
        var client = Loads.Like("curl") with { Source = new() { Addresses = 2, Bind = bind } };
        IPAddress[] sources = [IPAddress.Parse("127.0.0.2"), IPAddress.Parse("127.0.0.3")];
        var plan = new LoadPlan(client, [new LoadStep.IterationsForConstant(2, 10)], [IPAddress.Loopback], server.Ports)
        {
            Sources = sources,
        };
        await using var load = new LoadGenerator(plan, TestSockets.All, new TestDelay(), null);
        await load.RunToEndAsync();
        load.Tally().ShouldCount(opened: 10, completed: 10);

        await Eventually.ShouldBeAsync(() => server.Closes().Peer, 10);
        using var dump = new SocketDump();
        // The server has closed; its last FINs may still be on their way. Its port may be that of an earlier test, whose
        // connections had another source.
        await Eventually.ShouldBeAsync(
            () => string.Join(", ", dump.List(SocketFilter.ConnectingTo(server.Ports)).Where(s => sources.Contains(s.Local.Address))
                .CountBy(s => $"{s.State} {s.Local.Address}").OrderBy(c => c.Key, StringComparer.Ordinal)),
            "[TimeWait 127.0.0.2, 5], [TimeWait 127.0.0.3, 5]");
    }

    [Fact]
    public async Task Row_TellsTheConnectionsStory()
    {
        await using var server = Start(new());
        var rows = new ConcurrentQueue<ConnectionRow>();
        await using var load = Loads.Of(Loads.Like("ab"), server.Ports, copies: 1, iterations: 1, rows.Enqueue);
        await load.RunToEndAsync();
        var row = rows.ShouldHaveSingleItem();
        (row.Outcome, row.ClosedFirst, row.Requests, row.Bytes, row.BehindMicroseconds).ShouldBe(("completed", "server", 1, 88L, null));
        row.ServerPort.ShouldBe(server.Ports[0]);
        row.LocalPort.ShouldBeInRange(1, 65535);
        row.DueAt.ShouldBeLessThan(MonotonicClock.Now);
        row.TotalMicroseconds.ShouldBeGreaterThan(row.ConnectMicroseconds.ShouldNotBeNull());
    }

    [Fact]
    public async Task Wrk_OpensOneConnectionBeforeTheLoad_WithoutARequest()
    {
        await using var server = Start(new() { Close = new ServerClose.WhenClientCloses() });
        var rows = new ConcurrentQueue<ConnectionRow>();
        await using var load = Loads.Of(Loads.Like("wrk"), server.Ports, copies: 2, iterations: 10, rows.Enqueue);
        await load.RunToEndAsync();
        load.Tally().ShouldCount(opened: 11, completed: 10);
        load.Closes().ShouldBe(new CloseTally { Self = 11 });
        rows.CountBy(r => r.Outcome).ShouldBe([new("probe", 1), new("completed", 10)], ignoreOrder: true);
        await Eventually.ShouldBeAsync(server.Closes, new CloseTally { Peer = 11 });
        server.Tally().ShouldCount(opened: 11, completed: 10);
    }

    [Fact]
    public async Task RefusedConnections_CountAsIterations_AndDoNotStopTheLoad()
    {
        int port;
        using (var gone = new RawServer())
        {
            port = gone.Port;
        }

        await using var load = Loads.Of(Loads.Like("curl"), [port], copies: 4, iterations: 50);
        await load.RunToEndAsync();
        load.Tally().ShouldCount(opened: 0, completed: 0, ("ECONNREFUSED", 50));
        load.Closes().ShouldBe(new CloseTally());
        load.Connect().Count.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task KeepAlive_CarriesSoManyRequestsOnOneConnection_AndTheServersLimitClosesFirst(ServerModel model)
    {
        var keepAlive = new ResponseOptions { Connection = ConnectionHeader.KeepAlive };
        await using var server = Start(new() { Model = model, Close = new ServerClose.KeepAlive(Long, 5), Response = keepAlive });
        var rows = new ConcurrentQueue<ConnectionRow>();
        var client = Loads.Like("ab") with { RequestsPerConnection = 100, Http = Harness.Scenarios.Options.HttpVersion.Http11 };
        await using var load = Loads.Of(client, server.Ports, copies: 2, iterations: 20, rows.Enqueue);
        await load.RunToEndAsync();
        load.Tally().ShouldCount(opened: 20, completed: 20);
        rows.ShouldAllBe(r => r.Requests == 5);
        load.Closes().ShouldBe(new CloseTally { Peer = 20 });
        await Eventually.ShouldBeAsync(server.Closes, new CloseTally { Self = 20 });
    }

    [Fact]
    public async Task KeepAlive_ClientThatIsDoneEarlier_ClosesFirst()
    {
        var keepAlive = new ResponseOptions { Connection = ConnectionHeader.KeepAlive };
        await using var server = Start(new() { Close = new ServerClose.KeepAlive(Long, 100), Response = keepAlive });
        await using var load = Loads.Of(Loads.Like("curl") with { RequestsPerConnection = 3 }, server.Ports, copies: 2, iterations: 20);
        await load.RunToEndAsync();
        load.Closes().ShouldBe(new CloseTally { Self = 20 });
        await Eventually.ShouldBeAsync(server.Closes, new CloseTally { Peer = 20 });
        server.Tally().ShouldCount(opened: 20, completed: 20);
    }

    [Theory]
    [InlineData("curl", 50, "SHORT_BODY")]
    [InlineData("wrk", 50, "SHORT_BODY")]
    [InlineData("siege", 50, null)]
    [InlineData("ab", 50, null)]
    [InlineData("curl", -3, null)]
    [InlineData("ab", -3, null)]
    public async Task ContentLengthThatLies_IsJudgedAsTheToolJudgesIt(string like, int offset, string? failure)
    {
        await using var server = Start(new() { Response = new() { ContentLength = new(IsPresent: true, offset) } });
        await using var load = Loads.Of(Loads.Like(like) with { ProbesFirst = false }, server.Ports, copies: 2, iterations: 20);
        await load.RunToEndAsync();
        if (failure is null)
        {
            load.Tally().ShouldCount(opened: 20, completed: 20);
        }
        else
        {
            load.Tally().ShouldCount(opened: 20, completed: 0, (failure, 20));
            load.Closes().ShouldBe(new CloseTally { Peer = 20 });
        }
    }

    [Fact]
    public async Task MissingContentLength_MakesEveryClientWaitForTheServer()
    {
        await using var server = Start(new() { Response = new() { ContentLength = ContentLength.Missing, Body = 100_000 } });
        var rows = new ConcurrentQueue<ConnectionRow>();
        await using var load = Loads.Of(Loads.Like("curl"), server.Ports, copies: 2, iterations: 20, rows.Enqueue);
        await load.RunToEndAsync();
        load.Tally().ShouldCount(opened: 20, completed: 20);
        load.Closes().ShouldBe(new CloseTally { Peer = 20 });
        rows.ShouldAllBe(r => r.Bytes > 100_000);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancel_EndsOpenConnectionsPromptly_AndOpensNoMore(bool inADelay)
    {
        // Waits for the server's FIN, or has its response and waits before it closes.
        var served = new CountedDelay();
        await using var server = TestServer.Start(
            new() { Close = new ServerClose.After(TimeSpan.FromHours(1)) }, [IPAddress.Loopback], TestSockets.All, served);
        var client = inADelay ? Loads.Like("curl") with { Close = new ClientClose.After(TimeSpan.FromHours(1)) } : Loads.Like("ab");
        await using var load = Loads.Of(client, server.Ports, copies: 5, iterations: 1000);
        using var stop = new CancellationTokenSource();
        var run = load.RunAsync(stop.Token);
        // A close(2) with a response unread would send an RST.
        await Eventually.ShouldBeAsync(() => (served.Waits, UnreadByClientsOf(server.Ports[0])), (5, 0));
        await stop.CancelAsync();
        await run.WaitAsync(Long, TestContext.Current.CancellationToken);
        load.Tally().ShouldCount(opened: 5, completed: 0, ("ECANCELED", 5));
        load.Closes().ShouldBe(new CloseTally { Self = 5 });
    }

    // Recv-Q of the connections to a port, from the columns "local remote state send:receive" in hexadecimal digits (proc(5)).
    private static int UnreadByClientsOf(int port) => File.ReadLines("/proc/self/net/tcp").Skip(1)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(columns => columns[2].EndsWith($":{port:X4}", StringComparison.Ordinal))
        .Sum(columns => Convert.ToInt32(columns[4].Split(':')[1], 16));

    private static TestServer Start(ServerOptions options) =>
        TestServer.Start(options, [IPAddress.Loopback], TestSockets.All, new TestDelay());
}
