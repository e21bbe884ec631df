using Harness.Analysis.Results;
using Harness.Analysis.Trials;
using Harness.Cli;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;

namespace Harness.Tests.Pure.Trials;

/// <summary>What a load will need is compared with what the sides have before it begins.</summary>
public sealed class FitCheckTests
{
    private static readonly LimitSummary Limits = new() { ClientPorts = 1000, ServerTimeWaitBuckets = 500, ClientTimeWaitBuckets = 5000 };

    [Theory]
    [InlineData("immediately", "immediately", "buckets_may_overflow server, ports_may_run_out client")]
    [InlineData("when_client_closes", "immediately", "ports_may_run_out client")]
    [InlineData("immediately", "when_server_closes", "buckets_may_overflow server")]
    [InlineData("immediately", "reset", "")]
    [InlineData("reset", "immediately", "")]
    [InlineData("immediately", "never", "buckets_may_overflow server")]
    public void WhatMayRunOut_DependsOnWhoMayCloseFirst(string server, string client, string expected)
    {
        var scenario = Plan(server, client, "{ iterations_for_constant: { copies: 2, iterations: 2000 } }");

        var told = FitCheck.Check(scenario, Limits, [Node(10_000)], [Node(10_000)]).Select(Told).Order(StringComparer.Ordinal);
        string.Join(", ", told).ShouldBe(expected);
    }

    [Theory]
    [InlineData("1", "1", "1", "inject: { rate: 100, during: 60s }", "")]
    [InlineData("1", "1", "1", "iterations_for_constant: { copies: 2, iterations: 2000 }", "")]
    [InlineData("1", "1", "1", "inject: { rate: 1001, during: 2s }", "up to 1,001 connections are due within 1 s")]
    [InlineData("0", "1", "1", "inject: { rate: 100, during: 60s }", "hold one for 60 s each")]
    [InlineData("2", "1", "1", "inject: { rate: 100, during: 60s }", "hold one for 60 s each")]
    [InlineData("1", "0", "1", "inject: { rate: 100, during: 60s }", "hold one for 60 s each")]
    [InlineData("1", "1", "0", "inject: { rate: 100, during: 60s }", "hold one for 60 s each")]
    public void PortsThatTcpTwReuseGivesBack_AreNoneThatRunOut(string reuse, string client, string server, string load, string expected)
    {
        var scenario = Plan("when_client_closes", "immediately", $"{{ {load} }}");
        NodeEnvironment[] servers = [With(("tcp_timestamps", server))];
        NodeEnvironment[] clients = [With(("tcp_timestamps", client), ("tcp_tw_reuse", reuse))];
        var told = FitCheck.Check(scenario, Limits, servers, clients)
            .SingleOrDefault(w => w.Code == "ports_may_run_out");

        (told?.Text ?? "").ShouldContain(expected);
        (told is null).ShouldBe(expected == "");
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData("100", 0)]
    public void HowSoonAPortIsGivenBack_IsTheKernelsToSay(string? delay, int warnings)
    {
        var client = delay is null ? With(("tcp_timestamps", "1"), ("tcp_tw_reuse", "1"))
            : With(("tcp_timestamps", "1"), ("tcp_tw_reuse", "1"), ("tcp_tw_reuse_delay", delay));
        var scenario = Plan("when_client_closes", "immediately", "{ inject: { rate: 5000, during: 2s } }");

        FitCheck.Check(scenario, Limits, [With(("tcp_timestamps", "1"))], [client])
            .Count(w => w.Code == "ports_may_run_out").ShouldBe(warnings);
    }

    [Fact]
    public void MoreTimeWaitsThanPorts_AreNotExpected()
    {
        var scenario = Plan("immediately", "when_server_closes", "{ iterations_for_constant: { copies: 2, iterations: 2000 } }");

        FitCheck.Check(scenario, Limits with { ServerTimeWaitBuckets = 1000 }, [Node(10_000)], [Node(10_000)]).ShouldBeEmpty();
        FitCheck.Check(scenario, Limits with { ServerTimeWaitBuckets = 999 }, [Node(10_000)], [Node(10_000)]).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("{ inject: { rate: 100, during: 10s } }", 1000)]
    [InlineData("{ inject_random: { min_rate: 1, max_rate: 100, during: 10s } }", 1000)]
    [InlineData("{ iterations_for_inject: { rate: 100, iterations: 999 } }", 999)]
    [InlineData("{ ramping_inject: { rate: 100, during: 10s } }", 500)]
    [InlineData("{ inject: { rate: 100, during: 10s } }, { ramping_inject: { rate: 0, during: 10s } }", 1500)]
    [InlineData("{ keep_constant: { copies: 100, during: 10s } }", 0)]
    public void ConnectionsThatAreDue_MayAllBeOpenAtOnce_ButThoseOfAClosedLoadNot(string load, int atOnce)
    {
        var told = FitCheck.Check(Plan("when_client_closes", "when_server_closes", load), new(), [Node(0)], [Node(0)])
            .Single(w => w.Code == "descriptors_may_run_out");

        told.Text.ShouldContain($"up to {atOnce:N0} connections are open at once");
    }

    [Theory]
    [InlineData("immediately", "{ iterations_for_constant: { copies: 1000, iterations: 5000 } }", 1000)]
    [InlineData("immediately", "{ iterations_for_constant: { copies: 1000, iterations: 700 } }", 700)]
    [InlineData("immediately", "{ keep_constant: { copies: 600, during: 1s } }, { ramping_constant: { copies: 800, during: 1s } }", 800)]
    [InlineData("never", "{ iterations_for_constant: { copies: 1000, iterations: 5000 } }", 5000)]
    public void ALoadThatHoldsMoreThanMayBeOpen_CannotBeCarried_AndOneThatFitsCan(string server, string load, int held)
    {
        var scenario = Plan(server, "immediately", load);

        FitCheck.WhyNot(scenario, [Node(held + 199)], [Node(1_000_000)])!.ShouldContain($"up to {held:N0} connections at once");
        FitCheck.WhyNot(scenario, [Node(held + 200)], [Node(held + 200)]).ShouldBeNull();
    }

    [Fact]
    public void NodesOfATier_ShareTheConnections()
    {
        var scenario = Plan("when_client_closes", "immediately", "{ iterations_for_constant: { copies: 1000, iterations: 5000 } }");

        FitCheck.WhyNot(scenario, [Node(1200)], [Node(700), Node(700)]).ShouldBeNull();
        FitCheck.WhyNot(scenario, [Node(1200)], [Node(700), Node(699)])!
            .ShouldContain("only 699 open files are allowed; allow more (ulimit -n 700)");
    }

    [Fact]
    public void AWindowOfPorts_CannotBeCarried_WhereTheKernelHasNoSuchOption()
    {
        var scenario = Plan(
            "immediately", "immediately, source: { port_window: 100 }", "{ iterations_for_constant: { copies: 1, iterations: 5 } }");

        FitCheck.WhyNot(scenario, [Node(1000)], [Node(1000) with { TakesPortWindow = true }, Node(1000)])!
            .ShouldContain("client.source.port_window needs IP_LOCAL_PORT_RANGE, which this kernel does not have: it came with Linux 6.3");
        FitCheck.WhyNot(scenario, [Node(1000)], [Node(1000) with { TakesPortWindow = true }]).ShouldBeNull();
    }

    [Fact]
    public void APortThatIsGiven_LeavesThePortsAboveIt()
    {
        var limits = new LimitSummary { ClientPorts = 28_232, ServerTimeWaitBuckets = 100_000, ClientTimeWaitBuckets = 100_000 };
        var few = Plan("when_client_closes", "immediately, source: { port: 65000 }", Load(536));
        var many = Plan("when_client_closes", "immediately, source: { port: 65000 }", Load(537));

        FitCheck.Check(few, limits, [Node(1000)], [Node(1000)]).ShouldBeEmpty();
        FitCheck.Check(many, limits, [Node(1000)], [Node(1000)]).ShouldHaveSingleItem().Text.ShouldContain("has 536 ports for this server");

        static string Load(int connections) => $"{{ iterations_for_constant: {{ copies: 1, iterations: {connections} }} }}";
    }

    private static string Told(Warning warning) =>
        $"{warning.Code} {(warning.Text.Contains("the server holds", StringComparison.Ordinal) ? "server" : "client")}";

    private static NodeEnvironment With(params (string Name, string Value)[] sysctls) => Node(100_000) with
    {
        Sysctls = sysctls.ToDictionary(s => s.Name, s => s.Value, StringComparer.Ordinal),
    };

    private static NodeEnvironment Node(long descriptors) => new()
    {
        Address = "10.0.0.1",
        Sysctls = new Dictionary<string, string>(StringComparer.Ordinal),
        DescriptorLimit = descriptors,
        TimeWaitCounted = CounterMeaning.Entry,
    };

    private static Scenario Plan(string server, string client, string load) => new ScenarioPlanner(Home.Vocabulary).Plan(
        $"name: x\nserver: {{ close: {server} }}\nclient: {{ like: curl, close: {client} }}\nload: [{load}]\n", "x.yaml").Scenario;
}
