using Harness.Scenarios.Options;

namespace Harness.Reporting.Charts;

/// <summary>
/// What stands behind the line of a tier with several nodes: a thin line for each, or where these would be a tangle, a band from the least
/// of them to the most.
/// </summary>
internal static class NodeLines
{
    private const int MostLines = 8;

    /// <summary>A tier's line with its nodes behind it; as it is where the tier has one node.</summary>
    /// <param name="tier">The line of all nodes together.</param>
    /// <param name="nodes">The same quantity of each of them.</param>
    public static Line Behind(Line tier, IReadOnlyList<(string Name, IReadOnlyList<Point> Points)> nodes) => nodes.Count switch
    {
        < 2 => tier,
        <= MostLines => tier with { Parts = [.. nodes.Select(n => Thin(tier, n.Name, n.Points, nodes.Count))] },
        _ => tier with { PartsReach = Reaches([.. nodes.Select(n => n.Points)]) },
    };

    /// <summary>What stands behind the lines of some tiers, for the subtitle; empty where each has one node.</summary>
    public static string Words(TrialRecord trial, params IEnumerable<Tier> tiers)
    {
        var several = tiers.Select(t => trial.Nodes(t).Count).Where(count => count > 1).ToList();
        return (several.Exists(count => count <= MostLines), several.Exists(count => count > MostLines)) switch
        {
            (true, false) => "Thin: each node by itself.",
            (false, true) => "Pale band: from the node with the least to the node with the most.",
            (true, true) => "Thin: each node by itself; "
                + $"of more than {MostLines} nodes a pale band, from the node with the least to the node with the most.",
            _ => "",
        };
    }

    // All of them together are drawn with as many points as their sum.
    private static Line Thin(Line tier, string name, IReadOnlyList<Point> points, int of) =>
        new(name, tier.Colour, Thinning.Thin(points, Thinning.MostPoints / of))
        {
            Stroke = tier.Stroke,
            IsStepped = tier.IsStepped,
            IsThin = true,
        };

    // At every moment each node counts with its newest sample, as in the sum.
    private static IReadOnlyList<Reach> Reaches(IReadOnlyList<IReadOnlyList<Point>> nodes)
    {
        var newest = new double?[nodes.Count];
        var reaches = new List<Reach>();
        var samples = nodes.SelectMany((points, node) => points.Select(p => (p.X, p.Y, Node: node)));
        foreach (var moment in samples.GroupBy(p => p.X).OrderBy(g => g.Key))
        {
            foreach (var (_, value, node) in moment)
            {
                newest[node] = value;
            }

            reaches.Add(new(moment.Key, newest.Min()!.Value, newest.Max()!.Value));
        }

        return Thinning.Thin(reaches);
    }
}
