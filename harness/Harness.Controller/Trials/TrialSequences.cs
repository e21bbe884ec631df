using System.Net;
using Harness.Analysis.Results;
using Harness.Analysis.Sequences;
using Harness.Controller.Launching;
using Harness.Protocol.Messages;
using Harness.Protocol.Sequences;
using Harness.Scenarios.Options;

namespace Harness.Controller.Trials;

/// <summary>
/// What happened on the connections that the link's rules touched first: what the link recorded and what both ends saw of their sockets,
/// on one axis of time.
/// </summary>
/// <param name="asked">The link; null, or one without rules, has none.</param>
/// <param name="log">Is told of them.</param>
internal sealed class TrialSequences(LinkOptions? asked, TrialLog log)
{
    /// <summary>Whether there are rules, so that the states of sockets are to be followed.</summary>
    public bool AreWanted => asked is { Rules.Count: > 0 };

    /// <summary>Asks the nodes, and passes on what they say. While the link still works.</summary>
    public async Task TakeAsync(NodeSet nodes, CancellationToken stop)
    {
        if (!AreWanted || nodes.Link is not { } link)
        {
            return;
        }

        var traced = (await link.Channel.AskAsync<AgentReport.Traced>(new AgentCommand.Trace(), stop)).Connections;
        if (traced.Count == 0)
        {
            return;
        }

        var ends = traced.Select(t => t.Ends).ToList();
        var states = (await Task.WhenAll(nodes.Tiers.Select(n => StatesAsync(n.Tier, n.Node, ends, stop))))
            .SelectMany(s => s)
            .ToLookup(s => s.Connection, s => s.Event);
        log.Sequenced([.. traced.Index().Select(t => new Sequence(
            t.Index + 1,
            EndOf(link, t.Item.Ends.Client),
            EndOf(link, t.Item.Ends.Server),
            t.Item.FirstOf,
            [
                .. SegmentsOf(t.Item, at => log.SecondsAt(link.Channel.Clock.ToOwn(at)))
                    .Concat(states[t.Index])
                    .OrderBy(e => e.At),
            ]))]);
    }

    private static IPEndPoint EndOf(Node link, string text) => IPEndPoint.TryParse(text, out var end)
        ? end
        : throw new AgentException(link.Id, $"what the {link.Id} agent traced could not be read: '{text}' is no end of a connection");

    private static IEnumerable<SequenceEvent> SegmentsOf(TracedConnection connection, Func<long, double> seconds)
    {
        foreach (var segment in connection.Segments)
        {
            var at = seconds(segment.At);
            if (segment.LeftOutBefore > 0)
            {
                yield return new SequenceEvent.LeftOut(at, segment.LeftOutBefore);
            }

            yield return new SequenceEvent.Segment(
                at, segment.LeftAt is { } left ? seconds(left) : null, segment.Facts, segment.Deeds);
        }

        if (connection is { LeftOut: > 0, Segments: [.., var last] })
        {
            yield return new SequenceEvent.LeftOut(seconds(last.At), connection.LeftOut);
        }
    }

    private async Task<IEnumerable<(int Connection, SequenceEvent Event)>> StatesAsync(
        Tier tier, Node node, IReadOnlyList<TracedEnds> connections, CancellationToken stop)
    {
        var seen = await node.Channel.AskAsync<AgentReport.StatesSeen>(new AgentCommand.States(connections), stop);
        if (seen.LeftOut > 0)
        {
            log.Warn(new Warning(
                "states_left_out",
                $"{seen.LeftOut:N0} state changes of the {tier.Word()}'s sockets could not be kept, so a sequence diagram may lack some",
                "use a shorter load before the rules take segments"));
        }

        return seen.Changes.Select(c => (c.Connection, (SequenceEvent)new SequenceEvent.State(
            Seconds(c.At), c.After is { } after ? Seconds(after) : null, tier, c.State, c.IsMinisocket)));

        double Seconds(long at) => log.SecondsAt(node.Channel.Clock.ToOwn(at));
    }
}
