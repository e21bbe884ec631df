using Harness.Protocol.Messages;
using Harness.Protocol.Sequences;
using Harness.Scenarios.Options;

namespace Harness.Agent.Link;

/// <summary>
/// The rules of a link: each is asked about each TCP segment, in their order. What cannot be read as one is passed on. For the link's
/// thread.
/// </summary>
internal sealed class SegmentRules : ILinkRule
{
    private readonly ILinkRule otherwise;
    private readonly FrameQueue queue;
    private readonly SegmentRecorder recorder;
    private readonly OrderedDictionary<string, SegmentRule> rules;
    private readonly LinkConnections connections = new();

    /// <param name="otherwise">When a frame is due without them.</param>
    /// <param name="asked">By name.</param>
    /// <param name="queue">The link's, where copies go.</param>
    public SegmentRules(ILinkRule otherwise, IReadOnlyDictionary<string, LinkRule> asked, FrameQueue queue)
    {
        (this.otherwise, this.queue) = (otherwise, queue);
        recorder = new([.. asked.Select(r => new SegmentDeed(ActOf(r.Value), r.Key))]);
        rules = new(
            asked.Select((r, i) => KeyValuePair.Create(r.Key, new SegmentRule(r.Value, i, recorder))), StringComparer.Ordinal);
    }

    public long Mark { get; private set; }

    /// <summary>What each has done so far.</summary>
    public IReadOnlyDictionary<string, LinkRuleReport> Report() =>
        rules.ToDictionary(r => r.Key, r => r.Value.Report, StringComparer.Ordinal);

    /// <summary>What passed of the connections that they touched first.</summary>
    public IReadOnlyList<TracedConnection> Trace() => recorder.Trace();

    public void Left(long mark, long at) => recorder.Left(mark, at);

    public long? DueAt(LinkDirection to, ReadOnlySpan<byte> frame, long arrived)
    {
        var due = otherwise.DueAt(to, frame, arrived);
        if (!LinkSegment.TryRead(frame, out var segment))
        {
            Mark = 0;
            return due;
        }

        recorder.Add(to, segment, arrived);
        Mark = recorder.Current;

        var connection = connections.Of(to, segment.Tcp);
        foreach (var rule in rules.Values)
        {
            rule.Take(to, segment, connection, frame, ref due, queue);
        }

        connection?.Add(to, segment);
        if (due is { } arrives && connection is not null)
        {
            foreach (var rule in rules.Values)
            {
                rule.DeliverInside(to, segment, connection, arrives, queue);
            }
        }

        return due;
    }

    /// <summary>Makes rules work, or not.</summary>
    public void Arm(IEnumerable<string> names, bool isArmed)
    {
        foreach (var name in names)
        {
            rules[name].IsArmed = isArmed;
        }
    }

    /// <summary>Lets the copies of rules arrive.</summary>
    public void Deliver(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            rules[name].Deliver(queue);
        }
    }

    private static SegmentAct ActOf(LinkRule rule) => rule.Do switch
    {
        LinkAct.Delay => SegmentAct.Delayed,
        LinkAct.Copy => SegmentAct.Copied,
        _ => SegmentAct.Dropped,
    };
}
