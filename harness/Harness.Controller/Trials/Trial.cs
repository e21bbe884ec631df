using System.Runtime.ExceptionServices;
using Harness.Analysis.Catalogue;
using Harness.Analysis.Judging;
using Harness.Analysis.Results;
using Harness.Analysis.Running;
using Harness.Analysis.Trials;
using Harness.Controller.Launching;
using Harness.Controller.Logging;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;

namespace Harness.Controller.Trials;

/// <summary>One trial on fresh nodes: prepare, load, settle, drain, tear down.</summary>
internal sealed class Trial(TrialPlan plan, ILauncher launcher, TrialLog log, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan SalvageWithin = TimeSpan.FromSeconds(2);

    private readonly SampleBoard board = new(clock);
    private readonly TrialRecords records = new();
    private readonly TrialBreak breaking = new(plan.Number, log);
    private readonly TrialLoad load = new(plan.Scenario, log, clock);
    private readonly List<Warning> foreseen = [];
    private readonly TrialLink link = new(plan.Scenario.Link);
    private readonly TrialSequences sequences = new(plan.Scenario.Link, log);
    private readonly TrialWitness witness = new(plan.Scenario.Sample.Witness, log);
    private readonly TrialMemory memory = new(plan.Scenario.Network);
    private readonly ScratchFolders scratch = new();
    private NodeSet? nodes;
    private IReadOnlyList<int> ports = [];
    private ThenSteps? then;

    private readonly TrialListening listening = new(plan.Scenario);

    /// <summary>The hosts that the nodes stand on; none on this machine.</summary>
    public IReadOnlyList<HostEntry> Hosts => [.. (nodes?.All ?? []).Select(n => n.Host).OfType<HostEntry>()];

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
            var (ahead, off) = (offset.Nanoseconds / 1e3, offset.Error.GetValueOrDefault() / 1e3);
            log.Events.AgentSpeaks(node.Id, hello.Build, hello.HarnessVersion, ahead, off);
        }

        foreach (var (tier, node) in nodes.Tiers)
        {
            board.Expect(node.Id, tier);
        }

        new TrialReports(nodes, board, log, load, witness, breaking).Take();
        await Task.WhenAll(nodes.Tiers.Select(n => PrepareAsync(n.Tier, n.Node, interrupt)));
        ports = await listening.ListenAsync(nodes, interrupt);
        log.Events.AgentListens(nodes.Servers[0].Id, string.Join(", ", ports));
        var (servers, clients) = (EnvironmentsOf(nodes.Servers), EnvironmentsOf(nodes.Clients));
        await memory.PrepareAsync(servers[0]);
        if (FitCheck.WhyNot(scenario, servers, clients) is { } whyNot)
        {
            throw new MachineException(whyNot);
        }

        if (nodes.Unconfined is { } why)
        {
            foreseen.Add(new(
                "program_unconfined",
                $"no namespace could be made for the program ({why}): it has all of your rights, and reaches every process that you do",
                "run only what you trust, or as a user of its own"));
        }

        foreseen.AddRange(HostDifferences.Warnings(Hosts, host => records.EnvironmentOf(new(host.Node))));
        foreseen.AddRange(FitCheck.Check(scenario, Summary(isComplete: false).Limits, servers, clients));
        return Records();
    }

    /// <summary>Loads, settles and counts. When it breaks off, <see cref="Summary"/> has what was measured.</summary>
    public async Task RunAsync(CancellationToken interrupt)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interrupt, breaking.Token);
        var isComplete = false;
        try
        {
            foreach (var node in Nodes.All)
            {
                _ = breaking.WhenDeadAsync(node);
            }

            foreseen.ForEach(log.Warn);
            await WatchAsync(stop.Token);
            _ = new Watchdog(board, plan.Scenario.Sample.Every, clock).WatchAsync(breaking.WhenSilent, stop.Token);
            memory.Start();
            log.Enter(Phase.Load);
            await LoadAsync(new(plan.Scenario.Load), stop.Token);
            await ThenAsync(stop.Token);
            await SettleAsync(stop.Token);
            log.Enter(Phase.Teardown);
            await sequences.TakeAsync(Nodes, stop.Token);
            await FinishAsync(stop.Token);
            CheckFigures();
            isComplete = true;
        }
        catch (Exception e)
        {
            load.BreakOff();
            log.Enter(Phase.Teardown);
            await SalvageAsync();

            // A cancelled wait may be the echo of what really happened.
            if (e is OperationCanceledException && breaking.Failure is { } failure)
            {
                ExceptionDispatchInfo.Throw(failure);
            }

            throw;
        }
        finally
        {
            log.End();
            log.Events.TrialEnds(plan.Number, isComplete);

            // Ends the watchdog; nobody waits for anything any more.
            await breaking.EndAsync();
        }
    }

    /// <summary>The trial's figures so far.</summary>
    /// <param name="isComplete">False when the trial broke off: then nothing is judged.</param>
    /// <param name="timeWaitBytes">Bytes of kernel memory that one TIME_WAIT takes; null when that is not known.</param>
    public TrialSummary Summary(bool isComplete, int? timeWaitBytes = null)
    {
        var summary = Summarizer.Summarize(plan, Records(), load.Seconds, log.Phases, isComplete);
        summary = memory.AddTo(summary with
        {
            Link = link.Summary,
            Witness = witness.Summary,
            Restart = then?.Restart,
            Nodes = [.. summary.Nodes.Select(n => n with { Host = HostOf(n.Node), StartedLateUs = load.LateUs(new(n.Node)) })],
        });
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

        breaking.Dispose();
        scratch.Dispose();
    }

    private string? HostOf(string node) => Hosts.FirstOrDefault(h => h.Node == node)?.Host;

    private MeasuredTrial Measured(TrialSummary summary, int? timeWaitBytes) => MeasuredTrial.Of(
        summary,
        tier => Nodes.Tiers.Where(n => n.Tier == tier).Sum(n => TimeHeld.Seconds(TimeWaitsOf(n.Node))),
        timeWaitBytes);

    private IEnumerable<(double Seconds, long TimeWait)> TimeWaitsOf(Node node) =>
        board.Of(node.Id).Points.Select(p => (p.Seconds, p.TimeWait));

    private IReadOnlyList<NodeRecord> Records() =>
        nodes is null ? [] : [.. nodes.Tiers.Select(n => records.Of(n.Node.Id, n.Tier, board.Of(n.Node.Id)))];

    private NodeEnvironment[] EnvironmentsOf(IReadOnlyList<Node> tier) => [.. tier.Select(n => records.EnvironmentOf(n.Id))];

    private async Task PrepareAsync(Tier tier, Node node, CancellationToken interrupt)
    {
        var plain = Nodes.Link is null ? null : node.Interface;
        var network = plan.Scenario.Network;
        var command = new AgentCommand.Prepare(
            network, node.Addresses[0], plan.Scenario.Kernel.Of(tier), plain, scratch.Make(network), listening.Token);
        records.Prepared(node.Id, (await node.Channel.AskAsync<AgentReport.Prepared>(command, interrupt)).Environment);
        log.Events.AgentIsPrepared(node.Id, node.Addresses[0]);
    }

    private async Task WatchAsync(CancellationToken stop)
    {
        var (hop, sample) = (Hop(), plan.Scenario.Sample);
        witness.Begin(hop);
        await link.CaptureAsync(Nodes.Link, stop);
        log.Begin();
        await Task.WhenAll(Nodes.Tiers.Select(n =>
            n.Node.Channel.AskAsync<AgentReport.Watching>(
                new AgentCommand.Watch(
                    sample.Every, n.Tier, hop, WatchedSegments.AreNeeded(plan.Scenario), sample.Lifetimes, sample.Witness)
                {
                    StateChanges = sequences.AreWanted,
                },
                stop)));
    }

    // On loopback the kernel picks the client's address: that of a connection to 127.0.0.2 is 127.0.0.1.
    private HopEndPoints Hop() => plan.Scenario.Network == NetworkKind.Loopback
        ? new([], [], ports)
        : new([.. Nodes.Clients.SelectMany(n => n.Addresses)], [.. Nodes.Servers.SelectMany(n => n.Addresses)], ports);

    private async Task ThenAsync(CancellationToken stop)
    {
        if (plan.Scenario.Then.Count > 0)
        {
            log.Enter(Phase.Then);
            then = new ThenSteps(Nodes, LoadAsync, clock);
            await then.RunAsync(plan.Scenario.Then, stop);
        }
    }

    // With a sample at its end: a curve must not end before the load, and go on in the next phase.
    private async Task LoadAsync(ThenStep.Load what, CancellationToken stop)
    {
        await load.RunAsync(Nodes, ports, what, stop);
        await TrialSettling.SampleAsync(Nodes, stop);
    }

    // Until nothing moves any more; then the census; then, if the scenario wants it, until no TIME_WAIT is left.
    private async Task SettleAsync(CancellationToken stop)
    {
        var settling = new TrialSettling(plan.Scenario, Nodes, board, log);
        await settling.SettleAsync(stop);
        memory.Observe(board);
        await Task.WhenAll(Nodes.Tiers.Select(n => CountAsync(n.Node, stop)));
        await settling.DrainAsync(stop);
    }

    private async Task CountAsync(Node node, CancellationToken stop)
    {
        var census = await node.Channel.CensusAsync(stop);
        log.Events.CensusIsTaken(node.Id, census.Count);
        records.Counted(node.Id, census);
    }

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
        var connections = role.Connections is { } c ? $"{c.Opened} connections, {c.Failed} failed" : "connections not counted";
        log.Events.AgentFinishes(node.Id, connections, Math.Round(role.CpuSeconds, 3));
        records.Finished(node.Id, role);
    }

    // The trial is lost, but what the agents that are left have seen is not.
    private async Task SalvageAsync()
    {
        await SalvageAsync(stop => sequences.TakeAsync(Nodes, stop), SalvageWithin / 4);
        await SalvageAsync(FinishAsync, SalvageWithin);
    }

    private async Task SalvageAsync(Func<CancellationToken, Task> take, TimeSpan within)
    {
        using var deadline = new CancellationTokenSource(within, clock);
        try
        {
            await take(deadline.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or AgentException or MachineException)
        {
            // The first failure is the one to report; the summary shows which node is missing.
        }
    }

    private void CheckFigures()
    {
        var (server, client) = (Summarizer.EndOf(Records(), Tier.Server), Summarizer.EndOf(Records(), Tier.Client));
        witness.Judge(server, client, Summary(isComplete: false));
        foreach (var warning in TrialChecks.Warnings(plan.Scenario, server, client, Summary(isComplete: false)))
        {
            log.Warn(warning);
        }
    }
}
