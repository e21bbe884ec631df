namespace Harness.Analysis.Statistics;

/// <summary>The value in the middle.</summary>
public static class Median
{
    /// <summary>The middle one of sorted values, or the mean of the middle two.</summary>
    /// <returns>NaN where there are none.</returns>
    public static double Of(IReadOnlyList<double> sorted) =>
        sorted.Count == 0 ? double.NaN : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
}
