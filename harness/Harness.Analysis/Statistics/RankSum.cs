namespace Harness.Analysis.Statistics;

/// <summary>
/// The Mann-Whitney test (H. B. Mann and D. R. Whitney, Ann. Math. Stat. 18, 1947): it assumes nothing about the distribution.
/// </summary>
public static class RankSum
{
    /// <summary>
    /// Up to so many values of each sample <see cref="ProbabilityOfDifference"/> is exact; beyond it is a normal approximation.
    /// </summary>
    public const int MostForExact = 100;

    /// <summary>
    /// One-sided and exact: the probability of seeing <paramref name="lower"/> as far below <paramref name="higher"/> as it is, or
    /// further, if both were drawn from one distribution. Equal values count against it, so that the probability is never stated too
    /// small.
    /// </summary>
    /// <param name="lower">The values that may be lower; at least one.</param>
    /// <param name="higher">The values that they may be lower than; at least one.</param>
    public static double ProbabilityOfLower(IReadOnlyList<double> lower, IReadOnlyList<double> higher) =>
        new RankSumDistribution(lower.Count, higher.Count).AtMost(lower.Sum(l => higher.Count(h => l >= h)));

    /// <summary>
    /// Two-sided: the probability of seeing the samples as far apart as they are, or further, in either direction, if both were drawn
    /// from one distribution. Equal values count half to each side; in small samples that is rounded so that the test rather misses a
    /// difference than invents one, in large ones they narrow the distribution (the correction for ties).
    /// </summary>
    /// <param name="one">At least one value.</param>
    /// <param name="other">At least one value.</param>
    public static double ProbabilityOfDifference(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        var u = one.Sum(a => other.Sum(b => a < b ? 1 : a == b ? 0.5 : 0));
        var least = Math.Min(u, (one.Count * other.Count) - u);
        var tail = IsExact(one.Count, other.Count)
            ? new RankSumDistribution(one.Count, other.Count).AtMost((int)Math.Ceiling(least))
            : NormalTail(one.Count, other.Count, least, [.. one, .. other]);
        return Math.Min(1, 2 * tail);
    }

    /// <summary>
    /// How many of the smallest, and of the largest, of all differences of one value of each sample lie outside of the interval that
    /// inverts the two-sided test (Hodges and Lehmann).
    /// </summary>
    /// <param name="n">Values of one sample.</param>
    /// <param name="m">Values of the other.</param>
    /// <param name="level">Of the test, 0 to 1: 0.05 for an interval of 95 %.</param>
    /// <returns>0 where not even the whole range of the differences has that confidence, or just so.</returns>
    public static int Outside(int n, int m, double level)
    {
        var distribution = IsExact(n, m) ? new RankSumDistribution(n, m) : null;
        var k = 0;
        while (2 * (distribution?.AtMost(k) ?? NormalTail(n, m, k, [])) <= level)
        {
            k++;
        }

        return Math.Max(0, k - 1);
    }

    /// <summary>
    /// The smallest probability that the one-sided test can state for samples of these sizes: no alarm below it is possible.
    /// </summary>
    public static double Smallest(int lower, int higher) => Enumerable.Range(1, lower).Aggregate(1.0, (p, i) => p * i / (higher + i));

    // A small sample is exact against a larger one, too: it is their product that costs time.
    private static bool IsExact(int n, int m) => n * m <= MostForExact * MostForExact;

    // P(U <= u), with the correction for continuity.
    private static double NormalTail(int n, int m, double u, IReadOnlyList<double> all)
    {
        double total = n + m;
        var ties = all.CountBy(v => v).Sum(t => Math.Pow(t.Value, 3) - t.Value);
        var deviation = Math.Sqrt(n * m / 12.0 * (total + 1 - (ties / (total * (total - 1)))));
        return deviation == 0 ? 1 : Normal.Probability((u + 0.5 - (n * m / 2.0)) / deviation);
    }
}
