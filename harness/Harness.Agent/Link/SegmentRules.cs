using Harness.Protocol.Messages;
using Harness.Scenarios.Options;

namespace Harness.Agent.Link;

/// <summary>
/// The rules of a link: each is asked about each TCP segment, in their order. What cannot be read as one is passed on. For the link's
/// thread.
/// </summary>
/// <param name="otherwise">When a frame is due without them.</param>
/// <param name="asked">By name.</param>
/// <param name="queue">The link's, where copies go.</param>
internal sealed class SegmentRules(ILinkRule otherwise, IReadOnlyDictionary<string, LinkRule> asked, FrameQueue queue) : ILinkRule
{
    private readonly OrderedDictionary<string, SegmentRule> rules =
        new(asked.Select((r, i) => KeyValuePair.Create(r.Key, new SegmentRule(r.Value, i))), StringComparer.Ordinal);

    private readonly LinkConnections connections = new();

    /// <summary>What each has done so far.</summary>
    public IReadOnlyDictionary<string, LinkRuleReport> Report() =>
        rules.ToDictionary(r => r.Key, r => r.Value.Report, StringComparer.Ordinal);

    public long? DueAt(LinkDirection to, ReadOnlySpan<byte> frame, long arrived)
    {
        var due = otherwise.DueAt(to, frame, arrived);
        if (!LinkSegment.TryRead(frame, out var segment))
        {
            return due;
        }

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
}
