using System.Collections.Concurrent;
using System.Net;
using Harness.Analysis.Results;
using Harness.Analysis.Running;
using Harness.Controller.Trials;
using Harness.Protocol;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Protocol.Time;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;
using Harness.Controller.Launching;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Harness.Tests.Pure.Nodes;

/// <summary>
/// A trial of two client nodes against one server node: the tier's figures are those of its nodes together, each node's own are kept.
/// </summary>
public sealed class SeveralClientsTests
{
    private static readonly StateCounts None = new();

    // 3 connections of the first client, 2 of the second; the clients closed first.
    private static readonly SocketEntry[] First = [.. Enumerable.Range(1, 3).Select(port => TimeWait("192.0.2.101", port))];
    private static readonly SocketEntry[] Second = [.. Enumerable.Range(1, 2).Select(port => TimeWait("192.0.2.102", port))];

    private readonly List<Sample> samples = [];
    private readonly List<(NodeId Node, ConnectionRow Row)> rows = [];
    private readonly FakeLauncher launcher = new(new Dictionary<string, FakeScript>(StringComparer.Ordinal)
    {
        ["server"] = new() { Role = Role(opened: 5, self: 0, entered: 0) },
        ["client-1"] = new()
        {
            Samples = [(0, None), (0.1, new() { TimeWait = 10 }), (0.2, new() { TimeWait = 3 })],
            Census = First,
            Role = Role(opened: 3, self: 3, entered: 3) with { Total = Durations(1_000_000, 2_000_000, 3_000_000) },
            LoadSeconds = 0.5,
        },
        ["client-2"] = new()
        {
            // Another machine, as far as anyone can tell: its clock is 1000 s ahead.
            ClockAhead = 1000 * MonotonicClock.Second,
            Samples = [(0, None), (0.3, new() { TimeWait = 7 }), (0.4, new() { TimeWait = 2 })],
            Census = Second,
            Role = Role(opened: 2, self: 2, entered: 2) with { Total = Durations(9_000_000, 10_000_000) },
            LoadSeconds = 0.25,
        },
    });

    [Fact]
    public async Task CountsAreAdded_AndEachNodesOwnAreKept()
    {
        var trial = await RunAsync();

        trial.Connections.Opened.ShouldBe(5);
        trial.ClosedFirst.ShouldBe(new ClosedFirst { Client = 5, Source = ClosedFirstSource.Census });
        (trial.Server.TimeWait.Entered, trial.Client.TimeWait.Entered).ShouldBe((0, 5));
        (trial.Server.TimeWait.Final, trial.Client.TimeWait.Final).ShouldBe((0, 5));
        trial.Nodes.Select(n => (n.Node, n.Tier, n.Opened, n.Figures.TimeWait.Entered, n.Figures.TimeWait.Final))
            .ShouldBe([("server", "server", 5, 0, 0), ("client-1", "client", 3, 3, 3), ("client-2", "client", 2, 2, 2)]);
        trial.Limits.ClientPorts.ShouldBe(2 * 28_232);
    }

    [Fact]
    public async Task APeakIsOneOfTheSum_NotASumOfPeaks()
    {
        var trial = await RunAsync();

        // 10 and 0, then 3 and 0, then 3 and 7, then 3 and 2; the census found 5.
        trial.Client.TimeWait.Peak.ShouldBe(10);
        trial.Nodes.Select(n => n.Figures.TimeWait.Peak).ShouldBe([0, 10, 7]);
    }

    [Fact]
    public async Task QuantilesAreThoseOfAllConnections()
    {
        var latency = (await RunAsync()).LatencyUs.Total.ShouldNotBeNull();

        latency.Count.ShouldBe(5);
        latency.P50.ShouldBe(3000, tolerance: 30);
        latency.Max.ShouldBe(10_000);
    }

    [Fact]
    public async Task MomentsOfAnotherClock_AreOnTheTrialsAxis()
    {
        await RunAsync();

        var second = samples.Where(s => s.Node == new NodeId("client-2")).ToList();
        second.ShouldAllBe(s => s.ElapsedSeconds > -1 && s.ElapsedSeconds < 60);
        var between = second[1].ElapsedSeconds - second[0].ElapsedSeconds;
        between.ShouldBe(0.3, tolerance: 1e-6);
        rows.Select(r => r.Node.Name).ShouldBe(["client-1", "client-2"], ignoreOrder: true);
        rows.ShouldAllBe(r => r.Row.DueSeconds > -1 && r.Row.DueSeconds < 60);
    }

    [Fact]
    public async Task EachClientIsAskedForItsShareOfTheLoad_AgainstAllServers()
    {
        await RunAsync();

        var loads = new[] { "client-1", "client-2" }
            .Select(name => launcher.Agents[name].Asked.OfType<AgentCommand.Load>().ShouldHaveSingleItem()).ToList();
        loads.ShouldAllBe(l => l.ServerAddresses.Single() == "192.0.2.1" && l.ServerPorts.Single() == 8080);
        loads.Select(l => (l.Share.Index, string.Join(", ", l.Share.Weights))).ShouldBe([(0, "1, 1"), (1, "1, 1")]);
        loads.Select(l => l.Seed).Distinct().ShouldHaveSingleItem("what is random in a shared load must be the same for all");

        launcher.Agents["server"].Asked.OfType<AgentCommand.Load>().ShouldBeEmpty();
        launcher.Agents["server"].Asked.OfType<AgentCommand.Listen>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task ALaterLoad_IsAskedOfEachClient_WithItsOwnBehaviourAndName()
    {
        await RunAsync(then: new ThenStep.Load([new LoadStep.IterationsForConstant(1, 7)], new() { Like = "ab" }, "later"));

        foreach (var name in new[] { "client-1", "client-2" })
        {
            var loads = launcher.Agents[name].Asked.OfType<AgentCommand.Load>().ToList();
            loads.Select(l => (l.Client.Like, l.As)).ShouldBe([("curl", null), ("ab", "later")]);
            loads.Select(l => l.Steps.Single()).OfType<LoadStep.IterationsForConstant>().Select(s => s.Iterations).ShouldBe([5, 7]);
            loads.ShouldAllBe(l => l.SourceAddresses.Count == 1);
        }
    }

    [Fact]
    public async Task WhenOneNodeFails_TheTrialBreaksOff_AndItsLogSaysSo()
    {
        var events = new EventLog();
        launcher.Scripts["client-2"] = launcher.Scripts["client-2"] with { RefusesToLoad = true };

        (await Should.ThrowAsync<AgentException>(RunAsync(events))).Message.ShouldBe("the client-2 agent failed: it will not");

        events.Lines.ShouldContain(e => e.Number == 112 && e.Text.Contains("complete: False"));
    }

    [Fact]
    public async Task WhatAgentsLeftOut_IsAddedUp_AndSaid()
    {
        foreach (var (node, leftOut) in new[] { ("server", 2), ("client-2", 5) })
        {
            var script = launcher.Scripts[node];
            launcher.Scripts[node] = script with { Role = script.Role with { MessagesLeftOut = leftOut } };
        }

        (await RunAsync()).Warnings.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            w => w.Code.ShouldBe("messages_left_out"),
            w => w.Text.ShouldStartWith("agents left 7 messages with samples, rows or events out"));
    }

    private async Task<TrialSummary> RunAsync(ILogger? events = null, ThenStep? then = null)
    {
        var scenario = new Scenario
        {
            Name = "two-clients",
            Server = new() { Close = new ServerClose.WhenClientCloses() },
            Client = new() { Like = "curl" },
            Load = [new LoadStep.IterationsForConstant(1, 5)],
            Then = then is null ? [] : [then],
        };
        var none = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var plan = new TrialPlan(1, none, scenario) { Topology = new(Servers: 1, Clients: 2) };
        var log = new TrialLog(
            plan, new Observer(samples, rows), events ?? NullLogger.Instance, new(StringComparer.Ordinal), new Lock(), TimeProvider.System);
        await using var trial = new Trial(plan, launcher, log, TimeProvider.System);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await trial.PrepareAsync(deadline.Token);
        await trial.RunAsync(deadline.Token);
        return trial.Summary(isComplete: true);
    }

    private static SocketEntry TimeWait(string client, int port) =>
        new(TcpState.TimeWait, IPEndPoint.Parse($"{client}:{port}"), IPEndPoint.Parse("192.0.2.1:8080"), IsMinisocket: true);

    private static RoleReport Role(long opened, long self, long entered) => new()
    {
        Connections = new() { Opened = opened, Completed = opened },
        Closes = new() { Self = self },
        Counters = new Dictionary<string, long>(StringComparer.Ordinal) { ["TcpExt.TW"] = entered },
    };

    private static Histogram Durations(params long[] nanoseconds)
    {
        var histogram = new Histogram();
        Array.ForEach(nanoseconds, histogram.Record);
        return histogram;
    }

    private sealed class EventLog : ILogger
    {
        public ConcurrentBag<(int Number, string Text)> Lines { get; } = [];

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add((eventId.Id, formatter(state, exception)));

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;
    }

    private sealed class Observer(List<Sample> samples, List<(NodeId Node, ConnectionRow Row)> rows) : IRunObserver
    {
        public void Sampled(TrialPlan trial, Phase phase, Sample sample) => samples.Add(sample);

        public void PhaseStarted(TrialPlan trial, Phase phase)
        {
        }

        public void RunStarted(RunPlan plan, DateTimeOffset startedAt) => throw new NotSupportedException();

        public void EnvironmentKnown(RunEnvironment environment) => throw new NotSupportedException();

        public void ConnectionsEnded(TrialPlan trial, NodeId node, IReadOnlyList<ConnectionRow> connections) =>
            rows.AddRange(connections.Select(row => (node, row)));

        public void Warned(Warning warning)
        {
        }

        public void TrialFinished(TrialPlan trial, TrialSummary summary) => throw new NotSupportedException();

        public void RunFinished(RunSummary summary) => throw new NotSupportedException();
    }
}
