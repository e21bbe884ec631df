namespace Harness.Analysis.Statistics;

/// <summary>The exact one-sided Mann-Whitney test (H. B. Mann and D. R. Whitney, Ann. Math. Stat. 18, 1947): it assumes nothing about the distribution.</summary>
public static class RankSum
{
    /// <summary>
    /// The probability of seeing <paramref name="lower"/> as far below <paramref name="higher"/> as it is, or further, if both were drawn from one distribution.
    /// Equal values count against it, so that the probability is never stated too small.
    /// </summary>
    /// <param name="lower">The values that may be lower; at least one.</param>
    /// <param name="higher">The values that they may be lower than; at least one.</param>
    public static double ProbabilityOfLower(IReadOnlyList<double> lower, IReadOnlyList<double> higher)
    {
        var u = lower.Sum(l => higher.Count(h => l >= h));
        var ways = Ways(lower.Count, higher.Count);
        return ways.Take(u + 1).Sum() / ways.Sum();
    }

    /// <summary>The smallest probability that the test can state for samples of these sizes: no alarm below it is possible.</summary>
    public static double Smallest(int lower, int higher) => 1 / Ways(lower, higher).Sum();

    /// <summary>In how many orders of both samples each U comes out, U from 0 to n·m: the coefficients of the Gaussian binomial (n + m over n).</summary>
    private static double[] Ways(int n, int m)
    {
        var ways = new double[(n * m) + 1];
        ways[0] = 1;
        for (var i = 1; i <= n; i++)
        {
            // Times (1 - q^(m+i)), from the top, then divided by (1 - q^i), from the bottom: both exact.
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
