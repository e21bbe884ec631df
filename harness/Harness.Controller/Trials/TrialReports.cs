using Harness.Controller.Launching;
using Harness.Protocol;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;

namespace Harness.Controller.Trials;

/// <summary>Takes what the agents report unasked: samples, ended connections, captured frames, events and failures.</summary>
/// <param name="nodes">Whose reports are taken.</param>
/// <param name="board">Keeps the samples.</param>
/// <param name="log">Is told of everything.</param>
/// <param name="load">Says when the load began.</param>
/// <param name="witness">Takes what both ends captured.</param>
/// <param name="breaking">Breaks the trial off when an agent fails, or a report cannot be taken.</param>
internal sealed class TrialReports(
    NodeSet nodes, SampleBoard board, TrialLog log, TrialLoad load, TrialWitness witness, TrialBreak breaking)
{
    /// <summary>From now on takes all reports of all nodes.</summary>
    public void Take()
    {
        foreach (var node in nodes.All)
        {
            node.Channel.PassOn(OnReport);
        }
    }

    private void OnReport(NodeId node, AgentReport report)
    {
        try
        {
            Take(node, report);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            breaking.BreakOff(new AgentException(node, $"what the {node} agent reported could not be read: {e.Message}"));
        }
        catch (Exception e)
        {
            // A full disk, mostly. Whatever it is, the agents must be ended and what was measured kept.
            breaking.BreakOff(e);
        }
    }

    private void Take(NodeId id, AgentReport report)
    {
        var clock = nodes.All.First(n => n.Id == id).Channel.Clock;
        switch (report)
        {
            case AgentReport.Sampled sampled:
                var sample = sampled.Sample with
                {
                    Node = id,
                    Tier = TierOf(id),
                    ElapsedSeconds = log.SecondsAt(clock.ToOwn(sampled.Sample.At)),
                };
                board.Add(sample);
                log.Sampled(sample);
                break;
            case AgentReport.ConnectionsEnded ended:
                log.ConnectionsEnded(id, [.. ended.Rows.Select(r => r with { DueSeconds = SecondsOfLoad(clock.ToOwn(r.DueAt)) })]);
                break;
            case AgentReport.Captured captured:
                log.Captured(id, captured.Pcap);
                if (id != nodes.Link?.Id)
                {
                    witness.Take(id, TierOf(id), captured.Pcap);
                }

                break;
            case AgentReport.Followed connections:
                witness.Take(TierOf(id), connections.Connections);
                break;
            case AgentReport.Logged logged:
                log.Told(id, logged, clock.ToOwn(logged.At));
                break;
            case AgentReport.Refused refused:
                breaking.BreakOff(new AgentException(id, $"the {id} agent failed: {refused.Message}"));
                break;
        }
    }

    private Tier TierOf(NodeId id) => nodes.Tiers.First(n => n.Node.Id == id).Tier;

    private double SecondsOfLoad(long moment) => log.SecondsAt(moment) - log.SecondsAt(load.Began);
}
