using System.Runtime.ExceptionServices;
using Harness.Analysis.Catalogue;
using Harness.Analysis.Judging;
using Harness.Analysis.Results;
using Harness.Analysis.Running;
using Harness.Analysis.Trials;
using Harness.Controller.Launching;
using Harness.Controller.Logging;
using Harness.Protocol;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;

namespace Harness.Controller.Trials;

/// <summary>One trial on fresh nodes: prepare, load, settle, drain, tear down.</summary>
internal sealed class Trial(TrialPlan plan, ILauncher launcher, TrialLog log, TimeProvider clock) : IAsyncDisposable
{
    // A TIME_WAIT lasts 60.00 to 62.05 s; twice that bounds the drain.
    private static readonly TimeSpan DrainWithin = TimeSpan.FromSeconds(125);
    private static readonly TimeSpan SalvageWithin = TimeSpan.FromSeconds(2);

    // A node that never closes settles into a state that stays: five samples alike.
    private const int StandsStill = 5;

    private readonly SampleBoard board = new(clock);
    private readonly TrialRecords records = new();
    private readonly CancellationTokenSource broken = new();
    private readonly List<Warning> foreseen = [];
    private readonly TrialLink link = new(plan.Scenario.Link);
    private readonly TrialMemory memory = new();
    private NodeSet? nodes;
    private Exception? failure;
    private IReadOnlyList<int> ports = [];
    private long loadBegan;
    private double loadSeconds;
    private ThenSteps? then;

    private NodeSet Nodes => nodes ?? throw new InvalidOperationException("the trial is not prepared");

    /// <summary>Starts all nodes and makes their settings; nothing is measured yet.</summary>
    /// <returns>What each node stands on.</returns>
    public async Task<IReadOnlyList<NodeRecord>> PrepareAsync(CancellationToken interrupt)
    {
        var scenario = plan.Scenario;
        log.Events.TrialBegins(plan.Number, string.Join(", ", plan.Parameters.Select(p => $"{p.Key}={p.Value}")));
        nodes = await launcher.LaunchAsync(scenario, plan.Topology, interrupt);
        foreach (var node in nodes.All)
        {
            var (hello, offset) = (node.Channel.Hello, node.Channel.Clock);
            log.Events.AgentSpeaks(node.Id, hello.Build, hello.HarnessVersion, offset.Nanoseconds / 1e3, offset.Error.GetValueOrDefault() / 1e3);
        }

        foreach (var (tier, node) in nodes.Tiers)
        {
            board.Expect(node.Id, tier);
        }

        foreach (var node in nodes.All)
        {
            node.Channel.PassOn(OnReport);
        }

        await Task.WhenAll(nodes.Tiers.Select(n => PrepareAsync(n.Tier, n.Node, interrupt)));
        ports = await ListenAsync(interrupt);
        var (servers, clients) = (EnvironmentsOf(nodes.Servers), EnvironmentsOf(nodes.Clients));
        await memory.PrepareAsync(servers[0]);
        if (FitCheck.WhyNot(scenario, servers, clients) is { } whyNot)
        {
            throw new MachineException(whyNot);
        }

        foreseen.AddRange(FitCheck.Check(scenario, Summary(isComplete: false).Limits, servers, clients));
        return Records();
    }

    /// <summary>Loads, settles and counts. When it breaks off, <see cref="Summary"/> has what was measured.</summary>
    public async Task RunAsync(CancellationToken interrupt)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interrupt, broken.Token);
        try
        {
            foreach (var node in Nodes.All)
            {
                _ = BreakWhenDeadAsync(node);
            }

            foreseen.ForEach(log.Warn);
            await WatchAsync(stop.Token);
            _ = new Watchdog(board, plan.Scenario.Sample.Every, clock).WatchAsync(BreakWhenSilent, stop.Token);
            memory.Start();
            log.Enter(Phase.Load);
            await LoadAsync(plan.Scenario.Load, stop.Token);
            await ThenAsync(stop.Token);
            await SettleAsync(stop.Token);
            await DrainAsync(stop.Token);
            log.Enter(Phase.Teardown);
            await FinishAsync(stop.Token);
            foreach (var warning in CounterCheck.Warnings(plan.Scenario.Network, Summarizer.EndOf(Records(), Tier.Server), Summary(isComplete: false)))
            {
                log.Warn(warning);
            }
        }
        catch (Exception e)
        {
            loadSeconds = log.Phase == Phase.Load ? log.SecondsInPhase : loadSeconds;
            log.Enter(Phase.Teardown);
            await SalvageAsync();

            // A cancelled wait may be the echo of what really happened.
            if (e is OperationCanceledException && failure is not null)
            {
                ExceptionDispatchInfo.Throw(failure);
            }

            throw;
        }
        finally
        {
            log.End();
            log.Events.TrialEnds(plan.Number, failure is null && !interrupt.IsCancellationRequested);

            // Ends the watchdog; nobody waits for anything any more.
            await broken.CancelAsync();
        }
    }

    /// <summary>The trial's figures so far.</summary>
    /// <param name="isComplete">False when the trial broke off: then nothing is judged.</param>
    /// <param name="timeWaitBytes">Bytes of kernel memory that one TIME_WAIT takes; null when that is not known.</param>
    public TrialSummary Summary(bool isComplete, int? timeWaitBytes = null)
    {
        var summary = Summarizer.Summarize(plan, Records(), loadSeconds, log.Phases, isComplete);
        summary = memory.Into(summary with { Link = link.Summary, Restart = then?.Restart });
        return summary with
        {
            Warnings = log.Warnings,
            Expectations = isComplete ? Judge.Expectations(plan.Scenario.Expect, Measured(summary, timeWaitBytes)) : [],
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (nodes is not null)
        {
            await nodes.DisposeAsync();
        }

        broken.Dispose();
    }

    private MeasuredTrial Measured(TrialSummary summary, int? timeWaitBytes) => MeasuredTrial.Of(
        summary,
        tier => Nodes.Tiers.Where(n => n.Tier == tier).Sum(n => TimeHeld.Seconds(board.Of(n.Node.Id).Points.Select(p => (p.Seconds, p.TimeWait)))),
        timeWaitBytes);

    private IReadOnlyList<NodeRecord> Records() =>
        nodes is null ? [] : [.. nodes.Tiers.Select(n => records.Of(n.Node.Id, n.Tier, board.Of(n.Node.Id)))];

    private NodeEnvironment[] EnvironmentsOf(IReadOnlyList<Node> tier) => [.. tier.Select(n => records.EnvironmentOf(n.Id))];

    private async Task PrepareAsync(Tier tier, Node node, CancellationToken interrupt)
    {
        var plain = Nodes.Link is null ? null : node.Interface;
        var command = new AgentCommand.Prepare(plan.Scenario.Network, node.Addresses[0], plan.Scenario.Kernel.Of(tier), plain);
        records.Prepared(node.Id, (await node.Channel.AskAsync<AgentReport.Prepared>(command, interrupt)).Environment);
        log.Events.AgentIsPrepared(node.Id, node.Addresses[0]);
    }

    // In a namespace of its own every port is free, so all servers have the same; on loopback the kernel picks one that is.
    private async Task<IReadOnlyList<int>> ListenAsync(CancellationToken interrupt)
    {
        const int defaultPort = 8080;
        var server = plan.Scenario is { Network: not NetworkKind.Loopback, Server.Ports.Count: 0 }
            ? plan.Scenario.Server with { Ports = [defaultPort] }
            : plan.Scenario.Server;
        var listening = await Task.WhenAll(Nodes.Servers.Select(node =>
            node.Channel.AskAsync<AgentReport.Listening>(new AgentCommand.Listen(server, node.Addresses), interrupt)));
        log.Events.AgentListens(Nodes.Servers[0].Id, string.Join(", ", listening[0].Ports));
        return listening[0].Ports;
    }

    private async Task WatchAsync(CancellationToken stop)
    {
        await link.CaptureAsync(Nodes.Link, stop);
        log.Begin();
        await Task.WhenAll(Nodes.Tiers.Select(n =>
            n.Node.Channel.AskAsync<AgentReport.Watching>(new AgentCommand.Watch(plan.Scenario.Sample.Every, SocketsOf(n.Tier), plan.Scenario.Sample.Lifetimes), stop)));
    }

    private SocketFilter SocketsOf(Tier tier) =>
        !plan.Scenario.Network.IsShared() ? SocketFilter.All
        : tier == Tier.Server ? SocketFilter.Listening(ports)
        : SocketFilter.ConnectingTo(ports);

    private async Task ThenAsync(CancellationToken stop)
    {
        if (plan.Scenario.Then.Count > 0)
        {
            log.Enter(Phase.Then);
            then = new ThenSteps(Nodes, LoadAsync, clock);
            await then.RunAsync(plan.Scenario.Then, stop);
        }
    }

    private async Task LoadAsync(IReadOnlyList<LoadStep> steps, CancellationToken stop)
    {
        var scenario = plan.Scenario;
        string[] servers = [.. Nodes.Servers.SelectMany(n => n.Addresses)];
        var seed = Random.Shared.Next();
        loadBegan = clock.GetTimestamp();
        var ended = await Task.WhenAll(Nodes.Clients.Select(async (node, index) =>
        {
            var load = new AgentCommand.Load(
                scenario.Client,
                steps,
                servers,
                ports,
                node.Addresses,
                scenario.Sample.Connections,
                scenario.Engine,
                new LoadShare(index, Nodes.Clients.Count),
                seed);
            var report = await node.Channel.AskAsync<AgentReport.LoadEnded>(load, stop, Timeout.InfiniteTimeSpan);
            log.Events.LoadEnds(node.Id, report.Seconds);
            var end = log.SecondsAt(node.Channel.Clock.ToOwn(report.At));
            return (Start: end - report.Seconds, End: end, report.Seconds);
        }));

        // Of one node to the nanosecond, by its own clock; of several from the first connection due on any to the last one ended on any.
        loadSeconds += ended.Length == 1 ? ended[0].Seconds : ended.Max(e => e.End) - ended.Min(e => e.Start);
    }

    private async Task SettleAsync(CancellationToken stop)
    {
        log.Enter(Phase.Settle);
        var sample = plan.Scenario.Sample;
        var staysOpen = plan.Scenario.Server.Close.StaysOpen || plan.Scenario.Client.Close.StaysOpen;

        // At once, so that a trial that is still already does not wait for samples that are not due yet.
        await Task.WhenAll(Nodes.Tiers.Select(n => n.Node.Channel.AskAsync<AgentReport.Looked>(new AgentCommand.Look(), stop)));
        var isSettled = await board.UntilAsync((_, peaks) => IsStill(peaks), sample.SettleWithin + (2 * sample.Every), stop);
        if (!isSettled)
        {
            var moving = Nodes.Tiers.Max(n => board.Of(n.Node.Id).Newest?.States.Moving ?? 0);
            log.Warn(new(
                "not_settled",
                $"{moving:N0} connections were still open {sample.SettleWithin.TotalSeconds:0.###} s after the load",
                "give them longer with sample.settle_within, or look at close_wait and fin_wait2 for a side that does not close"));
        }

        memory.Look(board);
        foreach (var (_, node) in Nodes.Tiers)
        {
            var census = await node.Channel.CensusAsync(stop);
            log.Events.CensusIsTaken(node.Id, census.Count);
            records.Counted(node.Id, census);
        }

        bool IsStill(NodePeaks node) => node.Newest!.States.Moving == 0 || (staysOpen && node.Unchanged >= StandsStill);
    }

    private async Task DrainAsync(CancellationToken stop)
    {
        if (plan.Scenario.Sample.Until != SampleUntil.Drained)
        {
            return;
        }

        log.Enter(Phase.Drain);
        var isDrained = await board.UntilAsync((_, node) => IsDrained(node.Newest!.States), DrainWithin, stop);
        if (!isDrained)
        {
            log.Warn(new(
                "not_drained",
                $"TIME_WAITs or FIN_WAIT2 minisockets were still there {DrainWithin.TotalSeconds:0} s after the load",
                "look at what else opens connections in these namespaces"));
        }
    }

    private static bool IsDrained(StateCounts states) => states.TimeWait + states.FinWait2Minisockets == 0;

    private async Task FinishAsync(CancellationToken stop)
    {
        var finishing = link.FinishAsync(Nodes.Link, stop);
        await Task.WhenAll(Nodes.Tiers.Select(n => FinishAsync(n.Node, stop)).Append(finishing));
        foreach (var warning in await finishing)
        {
            log.Warn(warning);
        }
    }

    private async Task FinishAsync(Node node, CancellationToken stop)
    {
        var role = (await node.Channel.AskAsync<AgentReport.Finished>(new AgentCommand.Finish(), stop)).Role;
        log.Events.AgentFinishes(node.Id, role.Connections.Opened, role.Connections.Failed, role.CpuSeconds);
        records.Finished(node.Id, role);
    }

    // Whoever waits for one agent's answer would not notice that another has died.
    private async Task BreakWhenDeadAsync(Node node)
    {
        if (await node.Death is var how && log.Phase != Phase.Teardown)
        {
            Break(new AgentException(node.Id, how));
        }
    }

    private void BreakWhenSilent(NodeId node, TimeSpan silence) =>
        Break(new AgentException(node, $"the {node} agent has said nothing for {silence.TotalSeconds:0} s: is it stopped, or its machine stuck?"));

    private void Break(Exception cause)
    {
        failure ??= cause;
        log.Events.TrialBreaksOff(plan.Number, cause.Message);
        broken.Cancel();
    }

    // The trial is lost, but what the agents that are left have seen is not.
    private async Task SalvageAsync()
    {
        using var deadline = new CancellationTokenSource(SalvageWithin, clock);
        try
        {
            await FinishAsync(deadline.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or AgentException or MachineException)
        {
            // The first failure is the one to report; the summary shows which node is missing.
        }
    }

    private void OnReport(NodeId node, AgentReport report)
    {
        try
        {
            Take(node, report);
        }
        catch (Exception e)
        {
            // A full disk, mostly. Whatever it is, the agents must be ended and what was measured kept.
            Break(e);
        }
    }

    private void Take(NodeId node, AgentReport report)
    {
        switch (report)
        {
            case AgentReport.Sampled sampled:
                var (tier, from) = Nodes.Tiers.First(n => n.Node.Id == node);
                var sample = sampled.Sample with
                {
                    Node = node,
                    Tier = tier,
                    ElapsedSeconds = log.SecondsAt(from.Channel.Clock.ToOwn(sampled.Sample.At)),
                };
                board.Add(sample);
                log.Sampled(sample);
                break;
            case AgentReport.ConnectionsEnded ended:
                var ends = Nodes.All.First(n => n.Id == node).Channel.Clock;
                log.ConnectionsEnded(node, [.. ended.Rows.Select(r => r with { DueSeconds = log.SecondsAt(ends.ToOwn(r.DueAt)) - log.SecondsAt(loadBegan) })]);
                break;
            case AgentReport.Captured captured:
                log.Captured(captured.Pcap);
                break;
            case AgentReport.Logged logged:
                log.Told(node, logged, Nodes.All.First(n => n.Id == node).Channel.Clock.ToOwn(logged.At));
                break;
            case AgentReport.Refused refused:
                Break(new AgentException(node, $"the {node} agent failed: {refused.Message}"));
                break;
        }
    }
}
