using Harness.Protocol.Counting;

namespace Harness.Analysis.Catalogue;

/// <summary>The figures of a <see cref="DurationSummary"/>: how many there were, three percentiles and the longest.</summary>
internal static class DurationFigures
{
    /// <param name="key">Where the summary is.</param>
    /// <param name="label">What took that long.</param>
    /// <param name="duration">Takes it from a trial; null when there is none.</param>
    /// <param name="better">Which direction of its times is better.</param>
    public static IEnumerable<Figure> Of(
        string key, string label, Func<MeasuredTrial, DurationSummary?> duration, Direction better = Direction.Lower)
    {
        return
        [
            new($"{key}.count", $"{label}, how many", FigureUnit.Count, t => duration(t)?.Count) { Merge = Merge.Histograms },
            Time("p50", "median", d => d.P50),
            Time("p90", "90th percentile", d => d.P90),
            Time("p99", "99th percentile", d => d.P99),
            Time("max", "longest", d => d.Max),
        ];

        Figure Time(string part, string words, Func<DurationSummary, double> value) => new(
            $"{key}.{part}", $"{label}, {words}", FigureUnit.Microseconds, t => duration(t) is { } d ? value(d) : null)
        {
            Better = better,
            Merge = Merge.Histograms,
            IsMeasured = t => duration(t) is { Count: > 0 },
        };
    }
}
