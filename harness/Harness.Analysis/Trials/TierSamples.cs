using Harness.Analysis.Results;
using Harness.Protocol;
using Harness.Protocol.Counting;

namespace Harness.Analysis.Trials;

/// <summary>Makes the samples of a tier out of those of its nodes.</summary>
public static class TierSamples
{
    /// <summary>
    /// What all nodes of a tier had together at the moment of each sample: every node counts with its newest sample. Where there is one node, its samples
    /// are the tier's.
    /// </summary>
    /// <param name="rows">The rows of one tier and one trial.</param>
    public static IReadOnlyList<SampleRow> Merge(IReadOnlyList<SampleRow> rows)
    {
        var newest = new Dictionary<NodeId, Sample>();
        if (rows.DistinctBy(r => r.Sample.Node).Count() < 2)
        {
            return rows;
        }

        return [.. rows.OrderBy(r => r.Sample.ElapsedSeconds).Select(row =>
        {
            newest[row.Sample.Node] = row.Sample;
            return row with { Sample = Sum(newest.Values) with { ElapsedSeconds = row.Sample.ElapsedSeconds, Side = row.Sample.Side } };
        })];
    }

    /// <summary>Counts of several nodes together; null where one of them cannot tell.</summary>
    /// <param name="samples">At least one; the first one's moment and cost stand.</param>
    public static Sample Sum(IReadOnlyCollection<Sample> samples) => samples.Aggregate((a, b) => a with
    {
        States = a.States.And(b.States),
        TimeWaitEntered = a.TimeWaitEntered + b.TimeWaitEntered,
        TimeWaitOverflow = a.TimeWaitOverflow + b.TimeWaitOverflow,
        Connections = a.Connections.And(b.Connections),
    });
}
