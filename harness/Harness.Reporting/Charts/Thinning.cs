namespace Harness.Reporting.Charts;

/// <summary>Makes a long series short enough to draw without losing what the eye looks for.</summary>
internal static class Thinning
{
    /// <summary>The most points that a drawn series has.</summary>
    public const int MostPoints = 2000;

    /// <summary>Keeps the first and the last point and, of each stretch between, the lowest and the highest, in their order.</summary>
    public static IReadOnlyList<Point> Thin(IReadOnlyList<Point> points, int most = MostPoints)
    {
        if (points.Count <= most)
        {
            return points;
        }

        var stretches = (most - 2) / 2;
        var inner = points.Count - 2;
        var kept = new List<Point>(most) { points[0] };
        for (var s = 0; s < stretches; s++)
        {
            var from = 1 + (int)((long)inner * s / stretches);
            var to = 1 + (int)((long)inner * (s + 1) / stretches);
            var (low, high) = (from, from);
            for (var i = from; i < to; i++)
            {
                low = points[i].Y < points[low].Y ? i : low;
                high = points[i].Y > points[high].Y ? i : high;
            }

            kept.Add(points[Math.Min(low, high)]);
            if (low != high)
            {
                kept.Add(points[Math.Max(low, high)]);
            }
        }

        kept.Add(points[^1]);
        return kept;
    }

    /// <summary>Keeps the first and the last one and, of each stretch between, the least and the most.</summary>
    public static IReadOnlyList<Reach> Thin(IReadOnlyList<Reach> reaches, int most = MostPoints) => reaches.Count <= most ? reaches :
    [
        reaches[0],
        .. reaches.Skip(1).SkipLast(1)
            .Chunk((reaches.Count - 3 + most - 2) / (most - 2))
            .Select(stretch => new Reach(stretch[^1].X, stretch.Min(r => r.Low), stretch.Max(r => r.High))),
        reaches[^1],
    ];
}
