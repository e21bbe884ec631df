using Harness.Protocol.Counting;
using Harness.Protocol.Messages;

namespace Harness.Analysis.Results;

/// <summary>
/// What the search for a free port cost: connect() times against the share of the client's ports that were held.
/// </summary>
public sealed record OccupancySummary
{
    // Below this share there is nothing to be seen: nearly every port that is tried is free.
    private const double LeastOfInterest = 0.2;
    private const double LowShare = 0.1;
    private const double HighShare = 0.75;

    /// <summary>What there is to be held: the width of ip_local_port_range, for each port of the server.</summary>
    public long Ports { get; init; }

    /// <summary>What held them when most were held; null in results that were written before this was told apart.</summary>
    public PortHolders? HeldAtMost { get; init; }

    /// <summary>connect() times while at most a tenth was held, in microseconds; null when nothing connected then.</summary>
    public DurationSummary? LowUs { get; init; }

    /// <summary>connect() times while three quarters or more were held; null where it never came so far.</summary>
    public DurationSummary? HighUs { get; init; }

    /// <summary>The curve, the lowest share first; shares at which nothing connected are left out.</summary>
    public IReadOnlyList<OccupancyPoint> Points { get; init; } = [];

    /// <summary>Null where never a fifth of the client's ports was held, or nobody looked.</summary>
    public static OccupancySummary? Of(OccupancyReport? report)
    {
        var bins = report?.ConnectByBin.OrderBy(b => b.Key).ToList() ?? [];
        return bins.Count == 0 || From(bins[^1].Key) < LeastOfInterest ? null : new()
        {
            Ports = report!.Ports,
            HeldAtMost = report.Most,
            LowUs = DurationSummary.OfAny(Histogram.Merge(bins.Where(b => To(b.Key) <= LowShare).Select(b => b.Value))),
            HighUs = DurationSummary.OfAny(Histogram.Merge(bins.Where(b => From(b.Key) >= HighShare).Select(b => b.Value))),
            Points = [.. bins.Select(b => Point(b.Key, DurationSummary.Of(b.Value)))],
        };
    }

    private static double From(int bin) => Math.Round((double)bin / OccupancyReport.Bins, 4);

    private static double To(int bin) => From(bin + 1);

    private static OccupancyPoint Point(int bin, DurationSummary connect) =>
        new(From(bin), To(bin), connect.Count, connect.P50, connect.P90);
}

/// <summary>connect() while a certain share of the ports was held.</summary>
/// <param name="From">That share, 0 to 1, from here on ...</param>
/// <param name="To">... and below this.</param>
/// <param name="Count">Successful connects.</param>
/// <param name="P50">Their median, in microseconds.</param>
/// <param name="P90">The 90th percentile.</param>
public sealed record OccupancyPoint(double From, double To, long Count, double P50, double P90);
