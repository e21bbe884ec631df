using System.Runtime.InteropServices;

namespace Harness.Analysis.Statistics;

/// <summary>The bounds between which a true share lies, with some confidence, after so many of so many were counted.</summary>
/// <param name="Low">0 to 1.</param>
/// <param name="High">0 to 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ShareInterval(double Low, double High)
{
    /// <summary>
    /// Wilson's score interval, which holds its confidence for few counts and for shares near 0 and 1 too (E. B. Wilson, JASA 22, 1927).
    /// </summary>
    /// <param name="hits">How many were counted, 0 to <paramref name="of"/>.</param>
    /// <param name="of">Of how many; 0 says nothing, and the interval is 0 to 1.</param>
    /// <param name="confidence">Above 0 and below 1.</param>
    public static ShareInterval Wilson(long hits, long of, double confidence = 0.95)
    {
        if (of == 0)
        {
            return new(0, 1);
        }

        var z = Normal.Quantile((1 + confidence) / 2);
        var (share, z2) = ((double)hits / of, z * z / of);
        var middle = share + (z2 / 2);
        var half = Math.Sqrt((share * (1 - share) * z2) + (z2 * z2 / 4));

        // At the ends the formula gives exactly 0 and 1, but for rounding.
        return new(hits == 0 ? 0 : (middle - half) / (1 + z2), hits == of ? 1 : (middle + half) / (1 + z2));
    }
}
