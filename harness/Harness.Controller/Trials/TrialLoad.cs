using System.Collections.Concurrent;
using Harness.Analysis.Running;
using Harness.Controller.Launching;
using Harness.Controller.Logging;
using Harness.Protocol;
using Harness.Protocol.Messages;
using Harness.Protocol.Time;
using Harness.Scenarios.Options;

namespace Harness.Controller.Trials;

/// <summary>Has all clients of a trial run their share of a load, and adds up how long the loads took.</summary>
/// <param name="scenario">The trial's.</param>
/// <param name="log">Is told when a node's load ends.</param>
/// <param name="clock">Says when a load begins.</param>
internal sealed class TrialLoad(Scenario scenario, TrialLog log, TimeProvider clock)
{
    private readonly ConcurrentDictionary<NodeId, double?> late = [];

    /// <summary>When the last load began, as a time stamp of the clock.</summary>
    public long Began { get; private set; }

    /// <summary>Seconds that all loads so far took together.</summary>
    public double Seconds { get; private set; }

    /// <summary>Microseconds by which a node's last load began later than agreed; null where it began when it was told to.</summary>
    public double? LateUs(NodeId node) => late.GetValueOrDefault(node);

    /// <summary>Runs one load to its end.</summary>
    /// <param name="nodes">Its clients open the connections.</param>
    /// <param name="ports">Where the servers listen.</param>
    /// <param name="what">The load.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task RunAsync(NodeSet nodes, IReadOnlyList<int> ports, ThenStep.Load what, CancellationToken stop)
    {
        string[] servers = [.. LoadShare.TurnsOf(WeightsOf(nodes.Servers)).SelectMany(i => nodes.Servers[i].Addresses)];
        var weights = WeightsOf(nodes.Clients);
        var client = what.Client ?? scenario.Client;
        var seed = Random.Shared.Next();
        Began = clock.GetTimestamp();
        var begin = Beginning(nodes);
        var ended = await Task.WhenAll(nodes.Clients.Select(async (node, index) =>
        {
            var load = new AgentCommand.Load(
                client,
                what.Steps,
                servers,
                ports,
                [.. node.Addresses.Take(client.Source.Addresses)],
                scenario.Sample.Connections,
                scenario.Engine,
                new LoadShare(index, weights),
                seed,
                scenario.Sample.ForeignBytes,
                what.As,
                begin is { } moment ? node.Channel.Clock.ToOther(moment) : null);
            var report = await node.Channel.AskAsync<AgentReport.LoadEnded>(load, stop, Timeout.InfiniteTimeSpan);
            log.Events.LoadEnds(node.Id, report.Seconds);
            late[node.Id] = report.Late / 1e3;
            var end = log.SecondsAt(node.Channel.Clock.ToOwn(report.At));
            return (Start: end - report.Seconds, End: end, report.Seconds);
        }));

        // Of one node to the nanosecond, by its own clock; of several from the first connection due on any to the last one ended on any.
        Seconds += ended.Length == 1 ? ended[0].Seconds : ended.Max(e => e.End) - ended.Min(e => e.Start);
    }

    /// <summary>The trial breaks off: a load that still runs took as long as its phase.</summary>
    public void BreakOff() => Seconds = log.Phase == Phase.Load ? log.SecondsInPhase : Seconds;

    private static int[] WeightsOf(IReadOnlyList<Node> tier) => [.. tier.Select(n => n.Host?.Weight ?? 1)];

    // On hosts all begin at one moment, far enough ahead for the slowest to have heard of it: srun(1) takes 45 ms for such a command.
    private static long? Beginning(NodeSet nodes)
    {
        if (nodes.Clients.All(n => n.Host is null))
        {
            return null;
        }

        var slowest = nodes.Clients.Max(n => n.Channel.Clock.Error ?? 0) * 2;
        return MonotonicClock.Now + Math.Max(MonotonicClock.Second * 3 / 10, 4 * slowest);
    }
}
