using Harness.Analysis.Results;

namespace Harness.Analysis.Words;

/// <summary>What the search for a free port cost, in words.</summary>
public static class OccupancyText
{
    /// <summary>A sentence without its capital.</summary>
    public static string Sentence(OccupancySummary occupancy)
    {
        var ports = $"the client has {Format.Count(occupancy.Ports)} ports for this server";
        var low = $"while at most a tenth of them were held by TIME_WAITs, connect() took {Format.Duration(occupancy.LowUs.P50)} (median)";
        return occupancy switch
        {
            { LowUs.Count: 0 } => $"{ports}.",
            { HighUs.Count: 0 } => $"{ports}; {low}.",
            _ => $"{ports}; {low}, while three quarters or more were held {Format.Duration(occupancy.HighUs.P50)}: "
                + $"{Format.Number(Math.Round(occupancy.HighUs.P50 / occupancy.LowUs.P50, 1))} times as long.",
        };
    }

    /// <summary><c>5 to 10 %</c>.</summary>
    public static string Share(OccupancyPoint point) => FormattableString.Invariant($"{point.From * 100:0.##} to {point.To * 100:0.##} %");
}
