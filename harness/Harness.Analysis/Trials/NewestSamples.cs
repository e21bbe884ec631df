using Harness.Protocol;
using Harness.Protocol.Counting;
using Harness.Scenarios.Options;

namespace Harness.Analysis.Trials;

/// <summary>What the nodes of each tier have together at a moment: every node counts with its newest sample.</summary>
public sealed class NewestSamples
{
    private readonly Dictionary<NodeId, Sample> newest = [];

    /// <summary>Takes a node's sample.</summary>
    /// <returns>What its tier has with it, at its moment.</returns>
    public Sample Add(Sample sample)
    {
        newest[sample.Node] = sample;
        return Of(sample.Tier)! with { ElapsedSeconds = sample.ElapsedSeconds };
    }

    /// <summary>What a tier has; null before its first sample. A count that one of its nodes cannot tell is null.</summary>
    public Sample? Of(Tier tier)
    {
        var nodes = newest.Values.Where(s => s.Tier == tier).ToList();
        return nodes.Count == 0 ? null : nodes.Aggregate((a, b) => a with
        {
            // Not that of a node that samples no more.
            ElapsedSeconds = Math.Max(a.ElapsedSeconds, b.ElapsedSeconds),
            States = a.States.And(b.States),
            TimeWaitEntered = a.TimeWaitEntered + b.TimeWaitEntered,
            TimeWaitOverflow = a.TimeWaitOverflow + b.TimeWaitOverflow,
            Connections = ConnectionTally.Sum([a.Connections, b.Connections]),
        });
    }

    /// <summary>Each node of a tier that has sampled, by its newest sample, in the order of their first ones.</summary>
    public IReadOnlyList<Sample> Nodes(Tier tier) => [.. newest.Values.Where(s => s.Tier == tier)];

    /// <summary>The nodes that have not sampled for longer than that, while others have, and for how many seconds.</summary>
    public IReadOnlyList<(NodeId Node, double Seconds)> Silent(double longerThan)
    {
        var last = newest.Values.Select(s => s.ElapsedSeconds).DefaultIfEmpty().Max();
        return [.. newest.Values.Where(s => last - s.ElapsedSeconds > longerThan).Select(s => (s.Node, last - s.ElapsedSeconds))];
    }

    /// <summary>Forgets all samples.</summary>
    public void Clear() => newest.Clear();
}
