using Harness.Analysis.Running;
using Harness.Analysis.Trials;
using Harness.Analysis.Words;
using Harness.Controller.Launching;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;

namespace Harness.Controller.Trials;

/// <summary>Waits after the load until the sockets come to rest, and, when the scenario asks for it, until no TIME_WAIT is left.</summary>
/// <param name="scenario">The trial's.</param>
/// <param name="nodes">Whose sockets they are.</param>
/// <param name="board">Has their samples.</param>
/// <param name="log">Is told the phases, and warned when a wait takes too long.</param>
internal sealed class TrialSettling(Scenario scenario, NodeSet nodes, SampleBoard board, TrialLog log)
{
    /// <summary>The warning's code when sockets were still moving at the census.</summary>
    public const string NotSettled = "not_settled";

    // A TIME_WAIT lasts 60.00 to 62.05 s; twice that bounds the drain.
    private static readonly TimeSpan DrainWithin = TimeSpan.FromSeconds(125);

    // A node that never closes settles into a state that stays: five samples alike.
    private const int StandsStill = 5;

    /// <summary>Has every node take a sample at once.</summary>
    public static Task SampleAsync(NodeSet nodes, CancellationToken stop) => Task.WhenAll(
        nodes.Tiers.Select(n => n.Node.Channel.AskAsync<AgentReport.SampleTaken>(new AgentCommand.TakeSample(), stop)));

    /// <summary>Waits until no connection changes its state any more.</summary>
    public async Task SettleAsync(CancellationToken stop)
    {
        log.Enter(Phase.Settle);
        var sample = scenario.Sample;
        var staysOpen = scenario.Server.Close.StaysOpen || scenario.Clients.Any(c => c.Close.StaysOpen);

        // At once, so that a trial that is still already does not wait for samples that are not due yet.
        await SampleAsync(nodes, stop);
        var isSettled = await board.UntilAsync((_, peaks) => IsStill(peaks), sample.SettleWithin + (2 * sample.Every), stop);
        if (!isSettled)
        {
            var moving = nodes.Tiers.Max(n => board.Of(n.Node.Id).Newest?.States.Moving ?? 0);
            log.Warn(new(
                NotSettled,
                $"still open {sample.SettleWithin.TotalSeconds:0.###} s after the load: {Format.Counted(moving, "connection")}",
                "give them longer with sample.settle_within, or look at close_wait and fin_wait2 for a side that does not close"));
        }

        bool IsStill(NodePeaks node) => node.Newest!.States.Moving == 0 || (staysOpen && node.Unchanged >= StandsStill);
    }

    /// <summary>Waits until the last TIME_WAIT has ended, when the scenario samples until then.</summary>
    public async Task DrainAsync(CancellationToken stop)
    {
        if (scenario.Sample.Until != SampleUntil.Drained)
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
}
