using Harness.Analysis.Results;

namespace Harness.Analysis.Words;

/// <summary>What the search for a free port cost, in words.</summary>
public static class OccupancyText
{
    /// <summary>A sentence without its capital.</summary>
    public static string Sentence(OccupancySummary occupancy)
    {
        var ports = $"the client has {Format.Count(occupancy.Ports)} ports for this server";
        if (occupancy.LowUs is not { Count: > 0 } free)
        {
            return $"{ports}.";
        }

        var low = $"while at most a tenth of them were held by {Holders(occupancy)}, connect() took {Format.Duration(free.P50)} (median)";
        return occupancy.HighUs is { Count: > 0 } held
            ? $"{ports}; {low}, while three quarters or more were held {Format.Duration(held.P50)}: "
                + $"{Format.Number(Math.Round(held.P50 / free.P50, 1))} times as long."
            : $"{ports}; {low}.";
    }

    /// <summary>What held the ports: all that held a twentieth of those held, or more.</summary>
    public static string Holders(OccupancySummary occupancy) => occupancy.HeldAtMost switch
    {
        { } held when held.TimeWait * 20 < held.All => "open connections",
        { } held when held.Open * 20 >= held.All && held.Open > 0 => "TIME_WAITs and open connections",
        _ => "TIME_WAITs",
    };

    /// <summary><c>5 to 10 %</c>.</summary>
    public static string Share(OccupancyPoint point) => FormattableString.Invariant($"{point.From * 100:0.##} to {point.To * 100:0.##} %");
}
