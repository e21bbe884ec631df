using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Analysis.Statistics;

namespace Harness.Analysis.Comparing;

/// <summary>
/// Judges the difference of two samples: the Mann-Whitney test, two-sided, with the Hodges-Lehmann estimate and the interval that inverts
/// that test. Nothing is assumed about how the values are distributed; runs must be independent, which fresh trials are.
/// </summary>
internal static class DifferenceTest
{
    /// <summary>The level of each test.</summary>
    public const double Level = 0.05;

    /// <summary>How differences are judged, in words.</summary>
    public static readonly string Method =
        $"Mann-Whitney test, two-sided, exact for up to {RankSum.MostForExact} runs of each; "
        + "Hodges-Lehmann estimate with its 95 % interval";

    /// <param name="reference">The reference's values, at least one.</param>
    /// <param name="other">The other's, at least one.</param>
    /// <param name="isCount">Whether values that are the same in every run may be taken as exact.</param>
    /// <param name="better">Which direction is better.</param>
    public static MetricDifference Judge(IReadOnlyList<double> reference, IReadOnlyList<double> other, bool isCount, Direction better)
    {
        var differences = other.SelectMany(o => reference.Select(r => o - r)).Order().ToList();
        var estimate = Median.Of(differences);
        if (isCount && reference.Count > 1 && other.Count > 1 && differences[0] == differences[^1])
        {
            var mark = estimate == 0 ? DifferenceMark.Same : MarkOf(estimate, better);
            return new() { Estimate = estimate, Low = estimate, High = estimate, Exact = true, Mark = mark };
        }

        if (Least(reference.Count, other.Count) > Level)
        {
            return new() { Estimate = estimate, Mark = DifferenceMark.NotDistinguishable, Why = TooFew(reference.Count, other.Count) };
        }

        var p = RankSum.ProbabilityOfDifference(reference, other);
        var edge = RankSum.Outside(reference.Count, other.Count, Level);
        return new()
        {
            Estimate = estimate,
            Low = differences[edge],
            High = differences[differences.Count - 1 - edge],
            PValue = p,
            Mark = p <= Level && estimate != 0 ? MarkOf(estimate, better) : DifferenceMark.NotDistinguishable,
        };
    }

    /// <summary>The least p-value that the test can state for so many runs: of samples that do not overlap.</summary>
    public static double Least(int reference, int other) => 2 * RankSum.Smallest(reference, other);

    private static DifferenceMark MarkOf(double difference, Direction better) => better switch
    {
        Direction.Neither => DifferenceMark.Different,
        Direction.Lower => difference < 0 ? DifferenceMark.Better : DifferenceMark.Worse,
        _ => difference > 0 ? DifferenceMark.Better : DifferenceMark.Worse,
    };

    private static string TooFew(int n, int m) => n == m
        ? $"not tested ({Runs(n)} each)"
        : $"not tested ({n} and {m} runs)";

    private static string Runs(int n) => n == 1 ? "one run" : $"{n} runs";
}
