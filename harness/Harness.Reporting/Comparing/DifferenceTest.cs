using Harness.Analysis.Results;
using Perfolizer.Mathematics.SignificanceTesting.MannWhitney;

namespace Harness.Reporting.Comparing;

/// <summary>
/// Judges the difference of two samples: the Mann-Whitney test, two-sided, with the Hodges-Lehmann estimate and the interval that inverts that test.
/// Nothing is assumed about how the values are distributed; runs must be independent, which fresh trials are.
/// </summary>
internal static class DifferenceTest
{
    /// <summary>Of each test.</summary>
    public const double Level = 0.05;

    /// <summary>For readers.</summary>
    public const string Method = "Mann-Whitney test, two-sided, exact for up to 30 runs of each; Hodges-Lehmann estimate with its 95 % interval";

    private const int MostForExact = 30;

    /// <param name="reference">The reference's values, at least one.</param>
    /// <param name="other">The other's, at least one.</param>
    /// <param name="isCount">Whether values that are the same in every run may be taken as exact.</param>
    /// <param name="better">Which direction is better.</param>
    public static MetricDifference Judge(IReadOnlyList<double> reference, IReadOnlyList<double> other, bool isCount, MetricDirection better)
    {
        var differences = other.SelectMany(o => reference.Select(r => o - r)).Order().ToList();
        var estimate = Median(differences);
        if (isCount && reference.Count > 1 && other.Count > 1 && differences[0] == differences[^1])
        {
            return new() { Estimate = estimate, Low = estimate, High = estimate, Exact = true, Mark = estimate == 0 ? DifferenceMark.Same : MarkOf(estimate, better) };
        }

        if (2 * Cdf(reference.Count, other.Count, 0) > Level)
        {
            return new() { Estimate = estimate, Mark = DifferenceMark.NotDistinguishable, Why = TooFew(reference.Count, other.Count) };
        }

        var p = PValue(reference, other, differences);
        var edge = Edge(reference.Count, other.Count);
        return new()
        {
            Estimate = estimate,
            Low = differences[edge],
            High = differences[differences.Count - 1 - edge],
            PValue = p,
            Mark = p <= Level && estimate != 0 ? MarkOf(estimate, better) : DifferenceMark.NotDistinguishable,
        };
    }

    /// <summary>Of sorted values.</summary>
    public static double Median(IReadOnlyList<double> sorted) => (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;

    private static double PValue(IReadOnlyList<double> reference, IReadOnlyList<double> other, IEnumerable<double> differences)
    {
        // Ties count half to each side. Rounded up: with ties the test rather misses a difference than invents one.
        var u = differences.Sum(d => d > 0 ? 1 : d == 0 ? 0.5 : 0);
        var least = Math.Min(u, (reference.Count * other.Count) - u);
        return Math.Min(1, 2 * Cdf(reference.Count, other.Count, (int)Math.Ceiling(least)));
    }

    // The largest k with P(U < k) <= level / 2: the k smallest and the k largest differences lie outside of the interval.
    private static int Edge(int n, int m)
    {
        var k = 0;
        while (2 * Cdf(n, m, k) <= Level)
        {
            k++;
        }

        return k - 1;
    }

    // P(U <= u). The library's function is P(U < u), and its exact one overflows beyond 60 runs in all.
    private static double Cdf(int n, int m, int u) => n <= MostForExact && m <= MostForExact
        ? MannWhitneyLoefflerExactCdf.Instance.Cdf(n, m, u + 1)
        : MannWhitneyEdgeworthApproxCdf.Instance.Cdf(n, m, u + 1);

    private static DifferenceMark MarkOf(double difference, MetricDirection better) => better switch
    {
        MetricDirection.Neither => DifferenceMark.Different,
        MetricDirection.Lower => difference < 0 ? DifferenceMark.Better : DifferenceMark.Worse,
        _ => difference > 0 ? DifferenceMark.Better : DifferenceMark.Worse,
    };

    private static string TooFew(int n, int m) => n == m
        ? $"not distinguishable with {n} run{(n == 1 ? "" : "s")} each"
        : $"not distinguishable with {n} and {m} runs";
}
