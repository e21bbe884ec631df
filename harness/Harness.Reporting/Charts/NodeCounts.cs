using Harness.Analysis.Running;
using Harness.Protocol.Counting;

namespace Harness.Reporting.Charts;

/// <summary>
/// What one node has counted during the load, at any moment: on the straight line between its two samples around it. Only so can the counts
/// of nodes be added that sample at different moments: between the samples of two nodes a sum of newest samples stands still, then jumps.
/// </summary>
internal sealed class NodeCounts
{
    private readonly List<Sample> samples;
    private readonly List<double> moments;

    /// <param name="node">It has samples.</param>
    public NodeCounts(NodeSamples node)
    {
        Name = node.Name;

        // The first sample after the load has what ended since the last one in it.
        var load = node.Rows.TakeWhile(r => r.Phase is Phase.Prepare or Phase.Load).Count();
        samples = [.. node.Rows.Take(load + 1).Select(r => r.Sample)];
        moments = [.. samples.Select(s => s.ElapsedSeconds)];
    }

    /// <summary>The node's name.</summary>
    public string Name { get; }

    /// <summary>
    /// The moments at which the counts of all nodes are added: those of the node that sampled longest, from the first sample of any node to
    /// the last one.
    /// </summary>
    public static IReadOnlyList<double> Axis(IReadOnlyList<NodeCounts> nodes)
    {
        var (first, last) = (nodes.Min(n => n.moments[0]), nodes.Max(n => n.moments[^1]));
        return [first, .. nodes.MaxBy(n => n.moments.Count)!.moments.Where(m => m > first && m < last), last];
    }

    /// <summary>A count at a moment; before the first sample and after the last one it is theirs.</summary>
    public double At(double moment, Func<Sample, double> count)
    {
        var found = moments.BinarySearch(moment);
        var after = found < 0 ? ~found : found + 1;
        if (after == 0 || after == samples.Count)
        {
            return count(samples[Math.Max(0, after - 1)]);
        }

        var (from, to) = (samples[after - 1], samples[after]);
        var share = (moment - from.ElapsedSeconds) / (to.ElapsedSeconds - from.ElapsedSeconds);
        return count(from) + ((count(to) - count(from)) * share);
    }
}
