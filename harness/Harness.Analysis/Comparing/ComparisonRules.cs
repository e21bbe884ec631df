using Harness.Analysis.Results;

namespace Harness.Analysis.Comparing;

/// <summary>What must hold in a comparison that was read from a file, beyond its form.</summary>
public static class ComparisonRules
{
    /// <summary>What does not hold first; null when all does.</summary>
    public static string? Broken(Comparison comparison)
    {
        if (comparison.Subjects.Count == 0)
        {
            return "it compares nothing";
        }

        var combinations = comparison.Matrix.Aggregate(1L, (all, axis) => all * axis.Values.Count);
        return comparison.Matrix.Count > 0 && combinations != comparison.Subjects.Count
            ? $"its matrix has {combinations} cells for {comparison.Subjects.Count} subjects"
            : comparison.Metrics.Select(metric => Broken(metric, comparison.Subjects.Count)).FirstOrDefault(broken => broken is not null);
    }

    private static string? Broken(ComparedMetric metric, int subjects)
    {
        if (metric.Figures.Count != subjects)
        {
            return $"'{metric.Key}' has {metric.Figures.Count} figures for {subjects} subjects";
        }

        var lacking = metric.Figures.FirstOrDefault(f => f.Median is null != f.Least is null || f.Median is null != f.Most is null);
        var isFounded = metric.Figures.All(f => f.Difference is null || (f.Median is not null && metric.Figures[0].Median is not null));
        return lacking is not null ? $"'{metric.Key}' of '{lacking.Subject}' needs median, least and most together"
            : !isFounded ? $"'{metric.Key}' has a difference between figures that are not there"
            : null;
    }
}
