using Harness.Cli;
using Harness.Clients;
using Harness.Clients.Connections;
using Harness.Protocol.Contracts;
using Harness.Protocol.Tcp;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;

namespace Harness.Tests.Pure.Clients;

/// <summary>Which port a connection is to have: the next one of a row, one of a window, or whatever the kernel chooses.</summary>
public sealed class SourcePortsTests
{
    private static readonly PortRange Range = new(20_000, 20_099);

    [Fact]
    public void WithoutAWord_TheKernelChoosesAmongAllOfItsPorts() =>
        Next(new SourcePorts(new(), Range), 3).ShouldBe([(0, null), (0, null), (0, null)]);

    [Fact]
    public void AGivenPort_IsTheFirstOne_AndAfterTheLastThereIs_ItBeginsAgain()
    {
        var ports = new SourcePorts(new() { Bind = SourceBind.AddressAndPort, Port = 65_533 }, Range);

        Next(ports, 5).Select(p => p.Port).ShouldBe([65_533, 65_534, 65_535, 65_533, 65_534]);
        ports.Next().Window.ShouldBeNull();
    }

    [Fact]
    public void Windows_AreTakenInTurn_AndCoverTheWholeRange()
    {
        var ports = new SourcePorts(new() { PortWindow = 40 }, Range);

        Next(ports, 4).ShouldBe(
            [(0, new(20_000, 20_039)), (0, new(20_040, 20_079)), (0, new(20_060, 20_099)), (0, new(20_000, 20_039))]);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(65_535)]
    public void AWindowAsWideAsTheRange_OrWider_IsTheRange(int width) => Range.Windows(width).ShouldBe([Range]);

    [Theory]
    [InlineData("20000\t20099\n", 100)]
    [InlineData("1024 65535", 64_512)]
    public void TheKernelsRange_IsRead(string text, int width) => PortRange.Parse(text)!.Value.Width.ShouldBe(width);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("20000")]
    [InlineData("one two")]
    public void WhatIsNoRange_IsNone(string? text) => PortRange.Parse(text).ShouldBeNull();

    [Fact]
    public void AScenarioWithAPort_BindsIt_AndEachLoadBeginsThereAgain()
    {
        var client = Plan("{ like: ab, source: { port: 40000 } }").Client;
        client.Source.Bind.ShouldBe(SourceBind.AddressAndPort);
        client.Source.ReuseAddress.ShouldBeFalse("what lets bind() succeed over a TIME_WAIT is for the scenario to say");
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var sockets = new FakeSockets { Refuses = true };
            var plan = new LoadPlan(client, [], [System.Net.IPAddress.Loopback], [80]) { Sources = [System.Net.IPAddress.Loopback] };
            var pool = new SessionPool(plan, sockets, new NoDelay(), new LoadCounts(), default);
            pool.RunOne(due: null, isProbe: true, _ => { });
            pool.RunOne(due: null, isProbe: true, _ => { });
            sockets.Ports.ShouldBe([(40_000, null), (40_001, null)]);
        }
    }

    /// <summary>Nothing here is late by intent.</summary>
    private sealed class NoDelay : IPreciseDelay
    {
        public ValueTask UntilAsync(long timestamp, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public void Until(long timestamp)
        {
        }
    }

    private static List<(int Port, PortRange? Window)> Next(SourcePorts ports, int times) =>
        [.. Enumerable.Range(0, times).Select(_ => ports.Next())];

    private static Scenario Plan(string client) => new ScenarioPlanner(Home.Vocabulary).Plan(
        $"name: x\nserver: {{}}\nclient: {client}\nload: [{{ iterations_for_constant: {{ copies: 1, iterations: 2 }} }}]", "test").Scenario;
}
