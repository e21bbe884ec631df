namespace Harness.Analysis.Statistics;

/// <summary>
/// The distribution of Mann and Whitney's U for two samples of one distribution without equal values: exact, but for the rounding of a
/// double, which stays below 1e-12 of each probability for samples of 100.
/// </summary>
internal sealed class RankSumDistribution
{
    private readonly double[] cumulated;

    /// <param name="n">Values of one sample, at least one.</param>
    /// <param name="m">Values of the other, at least one.</param>
    public RankSumDistribution(int n, int m)
    {
        cumulated = Ways(n, m);
        for (var u = 1; u < cumulated.Length; u++)
        {
            cumulated[u] += cumulated[u - 1];
        }
    }

    /// <summary>The probability of a U of at most <paramref name="u"/>.</summary>
    public double AtMost(int u) => u < 0 ? 0 : cumulated[Math.Min(u, cumulated.Length - 1)] / cumulated[^1];

    /// <summary>
    /// In how many orders of both samples each U comes out, U from 0 to n·m: the coefficients of the Gaussian binomial (n + m over n).
    /// </summary>
    private static double[] Ways(int n, int m)
    {
        var ways = new double[(n * m) + 1];
        ways[0] = 1;
        for (var i = 1; i <= n; i++)
        {
            // Times (1 - q^(m+i)), from the top, then divided by (1 - q^i), from the bottom.
            for (var u = ways.Length - 1; u >= m + i; u--)
            {
                ways[u] -= ways[u - m - i];
            }

            for (var u = i; u < ways.Length; u++)
            {
                ways[u] += ways[u - i];
            }
        }

        return ways;
    }
}
