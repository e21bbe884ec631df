using Harness.Analysis.Results;
using Harness.Analysis.Words;
using Harness.Protocol.Counting;
using Harness.Reporting.Charts;

namespace Harness.Reporting;

/// <summary>The samples of one node by itself.</summary>
/// <param name="Name">The node's id; on a host with the host's name.</param>
/// <param name="Rows">In the order in which they were taken.</param>
internal sealed record NodeSamples(string Name, IReadOnlyList<SampleRow> Rows)
{
    /// <summary>The nodes that took the samples of one tier: <c>client-2</c> comes before <c>client-10</c>.</summary>
    /// <param name="tier">The samples, in any order.</param>
    /// <param name="hosts">The hosts of the nodes; none where they stand on one machine.</param>
    public static IReadOnlyList<NodeSamples> Of(IEnumerable<SampleRow> tier, IReadOnlyList<HostEntry> hosts) =>
    [
        .. tier.GroupBy(r => r.Sample.Node)
            .OrderBy(g => g.Key.Name.Length)
            .ThenBy(g => g.Key.Name, StringComparer.Ordinal)
            .Select(g => new NodeSamples(HostText.NodeName(g.Key.Name, hosts), [.. g.OrderBy(r => r.Sample.ElapsedSeconds)])),
    ];

    /// <summary>One quantity over time, of any samples; those that do not have it are left out.</summary>
    public static IReadOnlyList<Point> PointsOf(IEnumerable<SampleRow> rows, Func<Sample, double?> value) =>
    [
        .. rows
            .Select(r => (r.Sample.ElapsedSeconds, Value: value(r.Sample)))
            .Where(p => p.Value is not null)
            .Select(p => new Point(Math.Round(p.ElapsedSeconds, 4), p.Value!.Value)),
    ];
}
