using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Harness.Analysis.Judging;
using Harness.Analysis.Results;
using Harness.Analysis.Running;
using Harness.Analysis.Trials;
using Harness.Controller.Launching;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;

namespace Harness.Controller.Trials;

/// <summary>One trial in one fresh pair of sides: prepare, load, settle, drain, tear down.</summary>
internal sealed class Trial(TrialPlan plan, ILauncher launcher, TrialLog log) : IAsyncDisposable
{
    // A TIME_WAIT lasts 60.00 to 62.05 s; twice that bounds the drain.
    private static readonly TimeSpan DrainWithin = TimeSpan.FromSeconds(125);
    private static readonly TimeSpan SalvageWithin = TimeSpan.FromSeconds(2);

    private const int DefaultPort = 8080;

    // A side that never closes settles into a state that stays: five samples alike.
    private const int StandsStill = 5;

    private readonly SampleBoard board = new();
    private readonly CancellationTokenSource broken = new();
    private readonly ConcurrentDictionary<Side, SideEnvironment> environments = [];
    private readonly ConcurrentDictionary<Side, IReadOnlyList<SocketEntry>> census = [];
    private readonly ConcurrentDictionary<Side, RoleReport> roles = [];
    private readonly List<Warning> foreseen = [];
    private readonly TrialLink link = new(plan.Scenario.Link);
    private readonly TrialMemory memory = new();

    private AgentPair? pair;
    private Exception? failure;
    private IReadOnlyList<int> ports = [];
    private double loadSeconds;
    private ThenSteps? then;

    /// <summary>Starts both sides and makes their settings; nothing is measured yet.</summary>
    /// <returns>What each side stands on.</returns>
    public async Task<IReadOnlyDictionary<Side, SideEnvironment>> PrepareAsync(CancellationToken interrupt)
    {
        var scenario = plan.Scenario;
        pair = await launcher.LaunchAsync(scenario, OnReport, interrupt);
        await Task.WhenAll(PrepareSideAsync(Side.Server, interrupt), PrepareSideAsync(Side.Client, interrupt));
        ports = (await pair.Server.AskAsync<AgentReport.Listening>(new AgentCommand.Listen(ServerOf(scenario), pair.ServerAddresses), interrupt)).Ports;
        await memory.PrepareAsync(environments[Side.Server]);
        var limits = Summary(isComplete: false).Limits;
        if (FitCheck.WhyNot(scenario, environments[Side.Server], environments[Side.Client]) is { } whyNot)
        {
            throw new MachineException(whyNot);
        }

        foreseen.AddRange(FitCheck.Check(scenario, limits, environments[Side.Server], environments[Side.Client]));
        return environments;
    }

    /// <summary>Loads, settles and counts. When it breaks off, <see cref="Summary"/> has what was measured.</summary>
    public async Task RunAsync(CancellationToken interrupt)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interrupt, broken.Token);
        try
        {
            BreakWhenDead(pair!.Server);
            BreakWhenDead(pair.Client);
            BreakWhenDead(pair.Link);
            foreseen.ForEach(log.Warn);
            await WatchAsync(stop.Token);
            _ = Watchdog.WatchAsync(board, plan.Scenario.Sample.Every, BreakWhenSilent, stop.Token);
            memory.Start();
            log.Enter(Phase.Load);
            await LoadAsync(plan.Scenario.Load, stop.Token);
            await ThenAsync(stop.Token);
            await SettleAsync(stop.Token);
            await DrainAsync(stop.Token);
            log.Enter(Phase.Teardown);
            await FinishAsync(stop.Token);
            foreach (var warning in CounterCheck.Warnings(plan.Scenario.Network, Record(Side.Server), Summary(isComplete: false)))
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
            // Ends the watchdog; nobody waits for anything any more.
            await broken.CancelAsync();
        }
    }

    /// <summary>The trial's figures so far.</summary>
    public TrialSummary Summary(bool isComplete)
    {
        var summary = Summarizer.Summarize(plan, Record(Side.Server), Record(Side.Client), loadSeconds, log.Phases, isComplete);
        summary = memory.Into(summary with { Link = link.Summary, Restart = then?.Restart });
        return summary with
        {
            Warnings = log.Warnings,
            Expectations = isComplete ? Judge.Judged(plan.Scenario.Expect, summary) : [],
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (pair is not null)
        {
            await pair.DisposeAsync();
        }

        broken.Dispose();
    }

    private async Task PrepareSideAsync(Side side, CancellationToken interrupt)
    {
        var plain = pair!.Link is null ? null : pair.Interface;
        var command = new AgentCommand.Prepare(side, plan.Scenario.Network, pair.AddressOf(side), plan.Scenario.Kernel.Of(side), plain);
        environments[side] = (await pair[side].AskAsync<AgentReport.Prepared>(command, interrupt)).Environment;
    }

    private async Task WatchAsync(CancellationToken stop)
    {
        var watch = new AgentCommand.Watch(plan.Scenario.Sample.Every, ports, plan.Scenario.Sample.Lifetimes);
        await link.CaptureAsync(pair!.Link, stop);
        await Task.WhenAll(pair.Server.AskAsync<AgentReport.Watching>(watch, stop), pair.Client.AskAsync<AgentReport.Watching>(watch, stop));
        log.Begin();
    }

    private async Task ThenAsync(CancellationToken stop)
    {
        if (plan.Scenario.Then.Count > 0)
        {
            log.Enter(Phase.Then);
            then = new ThenSteps(pair!, LoadAsync);
            await then.RunAsync(plan.Scenario.Then, stop);
        }
    }

    private async Task LoadAsync(IReadOnlyList<LoadStep> steps, CancellationToken stop)
    {
        var scenario = plan.Scenario;
        var load = new AgentCommand.Load(scenario.Client, steps, pair!.ServerAddresses, ports, pair.ClientAddresses, scenario.Sample.Connections, scenario.Engine);
        loadSeconds += (await pair.Client.AskAsync<AgentReport.LoadEnded>(load, stop, Timeout.InfiniteTimeSpan)).Seconds;
    }

    private async Task SettleAsync(CancellationToken stop)
    {
        log.Enter(Phase.Settle);
        var scenario = plan.Scenario;
        var (server, client) = (board.Of(Side.Server).Samples, board.Of(Side.Client).Samples);
        var staysOpen = scenario.Server.Close.StaysOpen || scenario.Client.Close.StaysOpen;
        // Two more samples: one may have been under way when the load ended.
        var isSettled = await board.UntilAsync(
            (s, c) => s.Samples >= server + 2 && c.Samples >= client + 2 && (IsStill(s) && IsStill(c)),
            scenario.Sample.SettleWithin + (2 * scenario.Sample.Every),
            stop);
        if (!isSettled)
        {
            var moving = Enum.GetValues<Side>().Max(s => board.Of(s).Newest?.States.Moving ?? 0);
            log.Warn(new(
                "not_settled",
                $"{moving:N0} connections were still open {scenario.Sample.SettleWithin.TotalSeconds:0.###} s after the load",
                "give them longer with sample.settle_within, or look at close_wait and fin_wait2 for a side that does not close"));
        }

        memory.Look(board);
        census[Side.Server] = await pair!.Server.CensusAsync(stop);
        census[Side.Client] = await pair.Client.CensusAsync(stop);

        bool IsStill(SidePeaks side) => side.Newest!.States.Moving == 0 || (staysOpen && side.Unchanged >= StandsStill);
    }

    private async Task DrainAsync(CancellationToken stop)
    {
        if (plan.Scenario.Sample.Until != SampleUntil.Drained)
        {
            return;
        }

        log.Enter(Phase.Drain);
        var isDrained = await board.UntilAsync((s, c) => IsDrained(s.Newest!.States) && IsDrained(c.Newest!.States), DrainWithin, stop);
        if (!isDrained)
        {
            log.Warn(new("not_drained", $"TIME_WAITs or FIN_WAIT2 minisockets were still there {DrainWithin.TotalSeconds:0} s after the load", "look at what else opens connections in these namespaces"));
        }
    }

    private static bool IsDrained(StateCounts states) => states.TimeWait + states.FinWait2Minisockets == 0;

    private async Task FinishAsync(CancellationToken stop)
    {
        var finishing = link.FinishAsync(pair!.Link, stop);
        await Task.WhenAll(Enum.GetValues<Side>().Select(FinishSideAsync).Append(finishing));
        foreach (var warning in await finishing)
        {
            log.Warn(warning);
        }

        async Task FinishSideAsync(Side side) =>
            roles[side] = (await pair[side].AskAsync<AgentReport.Finished>(new AgentCommand.Finish(), stop)).Role;
    }

    // Whoever waits for one agent's answer would not notice that another has died.
    private async void BreakWhenDead(AgentProcess? agent)
    {
        if (agent is not null && await agent.Death is var how && log.Phase != Phase.Teardown)
        {
            Break(new AgentException(agent.Side, how));
        }
    }

    private void BreakWhenSilent(Side side, TimeSpan silence) => Break(new AgentException(
        side,
        $"the {(side == Side.Server ? "server" : "client")} agent (pid {pair![side].Pid}) has said nothing for {silence.TotalSeconds:0} s: is it stopped, or its machine stuck?"));

    private void Break(Exception cause)
    {
        failure ??= cause;
        broken.Cancel();
    }

    // The trial is lost, but what the agents that are left have seen is not.
    private async Task SalvageAsync()
    {
        using var deadline = new CancellationTokenSource(SalvageWithin);
        try
        {
            await FinishAsync(deadline.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or AgentException or MachineException)
        {
            // The first failure is the one to report; the summary shows which side is missing.
        }
    }

    private void OnReport(AgentReport report)
    {
        try
        {
            log.Tell(report);
        }
        catch (Exception e)
        {
            // A full disk, mostly. Whatever it is, the agents must be ended and what was measured kept.
            Break(e);
        }

        switch (report)
        {
            case AgentReport.Sampled { Sample: var sample }:
                board.Add(sample);
                break;
            case AgentReport.Refused { Why: RefusalKind.Fault, Message: var message }:
                Break(new AgentException(null, $"an agent failed: {message}"));
                break;
        }
    }

    // In a namespace of its own every port is free; on loopback the kernel picks one that is.
    private static ServerOptions ServerOf(Scenario scenario) =>
        scenario is { Network: not NetworkKind.Loopback, Server.Ports.Count: 0 } ? scenario.Server with { Ports = [DefaultPort] } : scenario.Server;

    private SideRecord Record(Side side) =>
        new(environments.GetValueOrDefault(side), board.Of(side), census.GetValueOrDefault(side), roles.GetValueOrDefault(side));
}
