using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;

namespace Harness.Tests.Kernel.Program;

/// <summary>The sentences that the project exists for, counted on both sides on real sockets.</summary>
/// <remarks>
/// Alone: namespaces with the same addresses share the place where connect(2) begins its search for a port, and write to it
/// without a lock. Beside other tests it was set back by 22, and as many of the server's TIME_WAITs were replaced by those of a
/// second connection from the same port.
/// </remarks>
[Collection(Alone.Name)]
public sealed class WhoHoldsTimeWaitTests
{
    [Theory]
    [InlineData("curl")]
    [InlineData("siege")]
    public async Task AClientThatClosesFirst_HoldsAThousandTimeWaits_AndTheServerNone_TenTimesInARow(string like)
    {
        var trials = await RunTrialsAsync("client-closes-first", "repeat=10", $"client.like={like}");

        trials.Count.ShouldBe(10);
        foreach (var trial in trials)
        {
            ShouldBeTheClients(trial, 1000);
        }
    }

    [Fact]
    public async Task OfTwentyThousandConnections_TheServerEntersATimeWaitForEach_ThoughASnapshotShowsFewer()
    {
        var trial = await RunAsync("server-closes-first", "load.0.iterations_for_constant.iterations=20000", "expect=[]");

        (trial.Connections.Completed, trial.Connections.Failed).ShouldBe((20_000, 0));
        (trial.Server.TimeWait.Entered, trial.Client.TimeWait.Entered).ShouldBe((20_000, 0));
        trial.ClosedFirst.ShouldBe(new ClosedFirst { Server = 20_000, Source = ClosedFirstSource.Counters });
        // A port that comes back replaces the TIME_WAIT that the server had for it.
        trial.Server.TimeWait.Final.ShouldNotBeNull().ShouldBeLessThan(20_000);
    }

    [Fact]
    public async Task OfTwentyThousandConnections_TheClientEntersATimeWaitForEach()
    {
        // connect() searches long once half of the range is taken; a wide range keeps this short.
        var trial = await RunAsync(
            "client-closes-first",
            "load.0.iterations_for_constant.iterations=20000",
            "kernel.client.ip_local_port_range=1024 65535",
            "expect=[]");

        (trial.Connections.Completed, trial.Connections.Failed).ShouldBe((20_000, 0));
        (trial.Server.TimeWait.Entered, trial.Client.TimeWait.Entered).ShouldBe((0, 20_000));
        (trial.ClosedFirst.Server, trial.ClosedFirst.Client).ShouldBe((0, 20_000));
    }

    [Theory]
    [InlineData("server-closes-first")]
    [InlineData("client-closes-first")]
    public async Task OverIPv6_TheSame(string scenario)
    {
        var trial = await RunAsync(scenario, "ip=6");

        ShouldBeOf(scenario, trial);
    }

    [Theory]
    [InlineData("server-closes-first", "4")]
    [InlineData("client-closes-first", "4")]
    [InlineData("server-closes-first", "6")]
    [InlineData("client-closes-first", "6")]
    public async Task OnLoopback_TheSame_ToldApartByPort(string scenario, string ip)
    {
        var trial = await RunAsync(scenario, "network=loopback", $"ip={ip}");

        ShouldBeOf(scenario, trial);
        // The shared counter cannot tell the sides apart.
        trial.Server.TimeWait.EnteredFrom.ShouldBeOneOf(EnteredSource.Census, EnteredSource.Roles);
    }

    [Fact]
    public async Task OnAnotherLoopbackAddress_TheSame_ThoughTheClientHasTheUsualOne()
    {
        var trial = await RunAsync("server-closes-first", "network=loopback", "server.address=127.0.0.2");

        ShouldBeOf("server-closes-first", trial);
    }

    [Theory]
    [InlineData("server-closes-first", "native")]
    [InlineData("client-closes-first", "native")]
    [InlineData("server-closes-first", "managed")]
    [InlineData("client-closes-first", "managed")]
    [InlineData("client-closes-first", "managed", "--set", "link.rtt=2ms")]
    [InlineData("server-closes-first", "managed", "--set", "server.model=blocking")]
    public async Task WithEitherProgramAsAgent_TheSame(string scenario, string build, params string[] settings)
    {
        using var folder = new TempFolder();
        using var program = HarnessProgram.Start(
            ["run", HarnessProgram.Scenario(scenario), "--quiet", "--out", folder.Path, .. settings], ["env", $"HARNESS_AGENT={build}"]);
        (await program.EndAsync()).ShouldExitWith(0);

        ShouldBeOf(scenario, RunResult.OnlyTrial(folder.Path));
        var log = File.ReadAllText(Path.Combine(RunResult.Folder(folder.Path), "run.log"));
        log.ShouldContain($"speaks: {build}", Case.Insensitive);
    }

    [Theory]
    [InlineData("server-closes-first")]
    [InlineData("client-closes-first")]
    public async Task ThroughTheBlockingServer_TheSame(string scenario) =>
        ShouldBeOf(scenario, await RunAsync(scenario, "server.model=blocking"));

    [Fact]
    public async Task TheHttpClientProfile_IsSeenThroughItsDualModeSockets() =>
        ShouldBeTheClients(await RunAsync("client-closes-first", "client.like=http_client"), 1000);

    [Theory]
    [InlineData("server-closes-first", "true", 4000, 5000)]
    [InlineData("server-closes-first", "false", 5000, 5000)]
    [InlineData("client-closes-first", "true", 5000, 4000)]
    [InlineData("client-closes-first", "false", 6000, 4000)]
    public async Task AnAckThatTravelsWithTheRequest_IsOneSegmentLess_AndChangesNothingElse(
        string scenario, string ackWithRequest, long clients, long servers)
    {
        // More copies than processors: in a small load the ACK travels alone.
        var copies = 5 * Environment.ProcessorCount;
        var trial = await RunAsync(
            scenario, $"client.ack_with_request={ackWithRequest}", $"load.0.iterations_for_constant.copies={copies}");

        ShouldBeOf(scenario, trial);
        // An ACK of a response that comes while its reader does not run may wait for the next segment: one connection in a few
        // thousand has a segment less.
        trial.Client.Counters["Tcp.OutSegs"].ShouldBeInRange(clients - 10, clients + 10);
        trial.Server.Counters["Tcp.OutSegs"].ShouldBeInRange(servers - 10, servers + 10);
    }

    [Fact]
    public async Task AReset_LeavesNoTimeWaitOnEitherSide()
    {
        var trial = await RunAsync("client-closes-first", "client.close=reset", "expect=[]");

        trial.Connections.Completed.ShouldBe(1000);
        (trial.Server.TimeWait.Entered, trial.Client.TimeWait.Entered).ShouldBe((0, 0));
        trial.ClosedFirst.Reset.ShouldBe(1000);
        trial.Client.Counters["TcpExt.TCPAbortOnData"].ShouldBe(1000);
    }

    [Theory]
    [InlineData("server.model=pipelines")]
    [InlineData("server.model=blocking")]
    public async Task AnRstThatAnswersTheServersFin_EndsIt_AndLeavesNoTimeWaitOnEitherSide(string model)
    {
        const string few = "load.0.iterations_for_constant.iterations=300";
        var trial = await RunAsync("server-closes-first", "client.close=reset_when_server_closes", few, model, "expect=[]");

        (trial.Connections.Completed, trial.Connections.Failed).ShouldBe((300, 0));
        trial.ClosedFirst.ShouldSatisfyAllConditions(
            c => (c.Reset, c.ResetAfterServerFin, c.ResetAfterClientFin).ShouldBe((300, 300, 0)),
            c => c.Source.ShouldBe(ClosedFirstSource.Segments));
        (trial.Server.TimeWait.Entered, trial.Client.TimeWait.Entered).ShouldBe((0, 0));
        (trial.Server.TimeWait.Final, trial.Server.FinWait2.Final, trial.Client.CloseWait.Final).ShouldBe((0, 0, 0));
        trial.Client.Counters["Tcp.OutRsts"].ShouldBeGreaterThanOrEqualTo(300);
    }

    [Fact]
    public async Task ALaterLoad_HasClientsAndFiguresOfItsOwn_AndIsCountedWithTheFirst()
    {
        const string later = "then=[{ load: { as: later, client: { like: ab, close: reset_when_server_closes, source: { addresses: 2, "
            + "bind: address } }, steps: [{ iterations_for_constant: { copies: 5, iterations: 100 } }] } }]";
        var trial = await RunAsync("server-closes-first", later, "expect=[]");

        (trial.Connections.Opened, trial.Connections.Completed, trial.ClosedFirst.Server, trial.ClosedFirst.Reset)
            .ShouldBe((1100, 1100, 1000, 100));
        (trial.Server.TimeWait.Entered, trial.Client.TimeWait.Entered).ShouldBe((1000, 0));
        var load = trial.Loads.ShouldNotBeNull()["later"];
        (load.Opened, load.Completed, load.Failed).ShouldBe((100, 100, 0));
        var answer = trial.Bytes.ShouldNotBeNull().Received / 1100;
        load.Bytes.ShouldBe(100 * (answer + trial.Server.FirstRequest.ShouldNotBeNull().Length));
        load.BytesPerSecond.ShouldNotBeNull().Max.ShouldBeGreaterThanOrEqualTo(load.BytesPerSecond.P50);
        load.ConnectionsPerSecond.ShouldNotBeNull().ShouldBe(100 / load.Seconds.ShouldNotBeNull(), tolerance: 10);
        load.Seconds.Value.ShouldBeLessThan(trial.Rates.LoadSeconds.ShouldNotBeNull());
    }

    [Fact]
    public async Task ALeak_LeavesTheServerInCloseWait_AndTheClientInFinWait2()
    {
        var trial = await RunAsync(
            "client-closes-first", "server.close=never", "load.0.iterations_for_constant.iterations=100", "expect=[]");

        (trial.Server.CloseWait.Final, trial.Client.FinWait2.Final).ShouldBe((100, 100));
        (trial.Server.TimeWait.Entered, trial.Client.TimeWait.Entered).ShouldBe((0, 0));
        trial.ClosedFirst.Client.ShouldBe(100);
    }

    [Fact]
    public async Task ACapOnTimeWaits_DropsTheRest_AndNobodyGetsAnError()
    {
        var trial = await RunAsync("server-closes-first", "kernel.server.tcp_max_tw_buckets=100", "expect=[]");

        (trial.Connections.Completed, trial.Connections.Failed).ShouldBe((1000, 0));
        (trial.Server.TimeWait.Entered + trial.Server.TimeWait.Overflow, trial.Client.TimeWait.Entered).ShouldBe((1000, 0));
        trial.Server.TimeWait.Final.ShouldNotBeNull().ShouldBeLessThanOrEqualTo(101);
        trial.ClosedFirst.Server.ShouldBe(1000);
    }

    [Fact]
    public async Task AnOpenLoad_OpensEveryConnectionThatWasDue_AndSaysHowFarItFellBehind()
    {
        var trial = await RunAsync("server-closes-first", "load=[{inject: {rate: 500, during: 1s}}]", "expect=[]");

        ShouldBeTheServers(trial, 500);
        trial.LatencyUs.Behind.ShouldNotBeNull().Count.ShouldBe(500);
    }

    [Fact]
    public async Task ASweep_RunsATrialPerValue_EachInAFreshPairOfNamespaces()
    {
        using var folder = new TempFolder();
        (await HarnessProgram.RunAsync("run", HarnessProgram.Scenario("server-closes-first"), "--quiet", "--out", folder.Path,
            "--set", "sweep={server.response.body: [6, 5000], client.like: [ab, curl]}", "--set", "expect=[]")).ShouldExitWith(0);

        var trials = RunResult.Summary(folder.Path).Trials;

        trials.Select(t => string.Join(' ', t.Parameters.Values)).ShouldBe(["ab 6", "ab 5000", "curl 6", "curl 5000"], ignoreOrder: true);
        foreach (var trial in trials)
        {
            trial.Connections.Accepted.ShouldBe(1000);
            var (server, client) = (trial.Server.TimeWait.Entered, trial.Client.TimeWait.Entered);
            (server + client - trial.ClosedFirst.Both + trial.ClosedFirst.Reset).ShouldBe(1000);
        }
    }

    private static async Task<TrialSummary> RunAsync(string scenario, params string[] settings) =>
        (await RunTrialsAsync(scenario, settings)).ShouldHaveSingleItem();

    private static async Task<IReadOnlyList<TrialSummary>> RunTrialsAsync(string scenario, params string[] settings)
    {
        using var folder = new TempFolder();
        string[] arguments =
        [
            "run", HarnessProgram.Scenario(scenario), "--quiet", "--out", folder.Path,
            .. settings.Append("sample.connections=true").SelectMany(s => new[] { "--set", s }),
        ];
        (await HarnessProgram.RunAsync(arguments)).ShouldExitWith(0);
        var summary = RunResult.Summary(folder.Path);
        summary.Complete.ShouldBeTrue();
        ShouldHoldOneForEachPort(summary.Trials, File.ReadAllLines(Path.Combine(RunResult.Folder(folder.Path), "connections.csv")));
        return summary.Trials;
    }

    // The kernel replaces the server's TIME_WAIT when its client port comes back: each port that was used leaves one.
    private static void ShouldHoldOneForEachPort(IEnumerable<TrialSummary> trials, string[] rows)
    {
        var columns = rows[0].Split(',');
        var (trialAt, portAt) = (Array.IndexOf(columns, "trial"), Array.IndexOf(columns, "local_port"));
        var ports = rows.Skip(1).Select(r => r.Split(',')).ToLookup(r => r[trialAt], r => r[portAt]);
        foreach (var trial in trials.Where(t => t.ClosedFirst.Server == t.Connections.Opened && t.Server.TimeWait.Overflow is null or 0))
        {
            trial.Server.TimeWait.Final.ShouldBe(ports[$"{trial.Trial}"].Distinct().Count());
        }
    }

    private static void ShouldBeOf(string scenario, TrialSummary trial)
    {
        if (scenario.StartsWith("server", StringComparison.Ordinal))
        {
            ShouldBeTheServers(trial, 1000);
        }
        else
        {
            ShouldBeTheClients(trial, 1000);
        }
    }

    private static void ShouldBeTheServers(TrialSummary trial, long connections)
    {
        (trial.Connections.Completed, trial.Connections.Failed).ShouldBe((connections, 0));
        (trial.Server.TimeWait.Entered, trial.Client.TimeWait.Entered, trial.Client.TimeWait.Final).ShouldBe((connections, 0, 0));
        (trial.ClosedFirst.Server, CloseClass.Total(trial.ClosedFirst)).ShouldBe((connections, connections));
    }

    private static void ShouldBeTheClients(TrialSummary trial, long connections)
    {
        (trial.Connections.Completed, trial.Connections.Failed).ShouldBe((connections, 0));
        (trial.Client.TimeWait.Entered, trial.Client.TimeWait.Final).ShouldBe((connections, connections));
        (trial.Server.TimeWait.Entered, trial.Server.TimeWait.Final).ShouldBe((0, 0));
        (trial.ClosedFirst.Client, CloseClass.Total(trial.ClosedFirst)).ShouldBe((connections, connections));
        trial.ClosedFirst.Source.ShouldBeOneOf(ClosedFirstSource.Census, ClosedFirstSource.Segments);
    }
}
