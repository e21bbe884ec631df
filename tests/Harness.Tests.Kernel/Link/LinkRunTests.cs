using System.Diagnostics;
using Harness.Analysis.Results;
using Harness.Tests.Kernel.Program;

namespace Harness.Tests.Kernel.Link;

/// <summary>Scenarios whose sides are a round trip apart, run by the whole program.</summary>
[Collection(Alone.Name)]
public sealed class LinkRunTests
{
    [Theory]
    [InlineData("server-closes-at-once-from-afar", "immediately", 4)]
    [InlineData("fins-cross-within-a-round-trip", "{after: 100ms}", 4)]
    [InlineData("fins-cross-within-a-round-trip", "{after: 100ms}", 6)]
    [InlineData("server-outwaits-the-round-trip", "{after: 400ms}", 4)]
    public async Task WhoClosesFirst_DependsOnTheServersDelayAndTheRoundTrip(string scenario, string close, int ip)
    {
        using var folder = new TempFolder();

        // Ten times as slow as shipped: on a busy machine the sides themselves are late by tens of milliseconds, and their
        // first connections by more.
        var trial = await RunAsync(
            folder, scenario, $"ip={ip}", "link.rtt=200ms", $"server.close={close}",
            "load=[{iterations_for_constant: {copies: 2, iterations: 2}}, {iterations_for_constant: {copies: 37, iterations: 148}}]");

        trial.Expectations.ShouldNotBeEmpty();
        trial.Expectations.ShouldAllBe(e => e.Passed);
        // A SYN and its answer: no connect() is faster than the round trip.
        trial.LatencyUs.Connect.ShouldNotBeNull().Curve[0][1].ShouldBeGreaterThanOrEqualTo(200_000 * 0.99);
        ShouldHaveRelayedEverySegment(trial);
    }

    [Fact]
    public async Task ALinkWithoutDelay_CarriesALargeBodyWhole_InFramesWithTheirChecksums()
    {
        using var folder = new TempFolder();

        var trial = await RunAsync(
            folder, "server-outwaits-the-round-trip",
            "link.rtt=0us", "server.response.body=1000000",
            "load.0.iterations_for_constant.iterations=10",
            "expect=[]");

        (trial.Connections.Completed, trial.Connections.Failed).ShouldBe((10, 0));
        trial.Link.ShouldNotBeNull().ToClient.Bytes.ShouldBeGreaterThan(10_000_000);
        // No frame is larger than an MTU and its Ethernet header.
        (trial.Link.ToClient.Bytes / trial.Link.ToClient.Frames).ShouldBeLessThanOrEqualTo(1514);
        trial.Client.Counters.Keys.Intersect(["Tcp.InErrs", "Tcp.InCsumErrors"]).ShouldBeEmpty();
        ShouldHaveRelayedEverySegment(trial);
    }

    [Fact]
    public async Task ACapture_HasEveryHandshakeAndEveryFin_AsTcpdumpReadsIt()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/tcpdump"), "needs tcpdump: apt-get install tcpdump");
        using var folder = new TempFolder();

        await RunAsync(
            folder, "fins-cross-within-a-round-trip",
            "link.rtt=2ms", "link.pcap=true",
            "load.0.iterations_for_constant.iterations=50",
            "expect=[]");

        var pcap = Path.Combine(RunResult.Folder(folder.Path), "link.pcap");
        (await TcpdumpAsync(pcap, "tcp[tcpflags] == tcp-syn")).Length.ShouldBe(50);
        (await TcpdumpAsync(pcap, "tcp[tcpflags] == tcp-syn|tcp-ack")).Length.ShouldBe(50);
        (await TcpdumpAsync(pcap, "tcp[tcpflags] & tcp-fin != 0")).Length.ShouldBeGreaterThanOrEqualTo(100);
        (await TcpdumpAsync(pcap, "tcp")).ShouldAllBe(line => !line.Contains("incorrect", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AKilledLink_EndsTheRunWith4_AndSaysWhoseAgentItWas()
    {
        using var folder = new TempFolder();
        using var program = HarnessProgram.Start(
            Run(folder, "server-outwaits-the-round-trip", "link.rtt=2ms", "load=[{keep_constant: {copies: 2, during: 60s}}]"));
        await RunLog.LoadGoesOnAsync(folder.Path);

        var link = ProcessTree.AgentsOf(program.Pid)
            .Single(pid => File.ReadAllText($"/proc/{pid}/net/dev").Contains("client:", StringComparison.Ordinal));
        HarnessProgram.Signal(link, "KILL");
        (await program.EndAsync()).ShouldExitWith(4);

        var summary = RunResult.Summary(folder.Path);
        summary.BrokeOff.ShouldNotBeNull().ShouldMatch("the link agent .* was killed by signal 9");
        var trial = summary.Trials.ShouldHaveSingleItem();
        (trial.Complete, trial.Link?.RttUs).ShouldBe((false, 2000));
        trial.Connections.Opened.ShouldNotBeNull().ShouldBeGreaterThan(0);
    }

    /// <summary>
    /// What either end received, counted from a moment later on, is what the link passed on, except ARP, neighbour discovery and the like.
    /// </summary>
    private static void ShouldHaveRelayedEverySegment(TrialSummary trial)
    {
        var link = trial.Link.ShouldNotBeNull();
        (link.ToServer.Dropped, link.ToClient.Dropped).ShouldBe((0, 0));
        (link.ToServer.Frames - trial.Server.Counters["Tcp.InSegs"]).ShouldBeInRange(0, 40);
        (link.ToClient.Frames - trial.Client.Counters["Tcp.InSegs"]).ShouldBeInRange(0, 40);
    }

    private static async Task<string[]> TcpdumpAsync(string file, string filter)
    {
        var start = new ProcessStartInfo("tcpdump", ["-nn", "-vv", "-r", file, filter])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var tcpdump = Process.Start(start)!;
        var error = tcpdump.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await tcpdump.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await tcpdump.WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        tcpdump.ExitCode.ShouldBe(0, await error);
        (await error).ShouldContain("link-type EN10MB (Ethernet)");
        // Two lines a packet: the second begins with spaces.
        return [.. output.Split('\n').Where(line => line.StartsWith("    ", StringComparison.Ordinal))];
    }

    private static async Task<TrialSummary> RunAsync(TempFolder folder, string scenario, params string[] settings)
    {
        using var program = HarnessProgram.Start(Run(folder, scenario, settings));
        (await program.EndAsync()).ShouldExitWith(0);
        return RunResult.OnlyTrial(folder.Path);
    }

    private static string[] Run(TempFolder folder, string scenario, params IEnumerable<string> settings) =>
        ["run", HarnessProgram.Scenario($"link/{scenario}"), "--out", folder.Path, .. settings.SelectMany(s => new[] { "--set", s })];
}
