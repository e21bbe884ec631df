using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Analysis.Words;

namespace Harness.Reporting.Charts;

/// <summary>What decides between policies, a chart for each figure: the median of the runs as a dot, and how far they range.</summary>
internal static class DecidingCharts
{
    private static readonly string[] Keys =
    [
        "rates.connections_per_second", "latency_us.total.p50", "latency_us.total.p99", "server.cpu_per_connection",
        "client.cpu_per_connection",
    ];

    /// <summary>One for each of these figures that something measured.</summary>
    public static IEnumerable<Chart> Of(Comparison comparison) => Keys
        .SelectMany(key => comparison.Metrics.Where(m => m.Key == key && m.Figures.Any(f => f.Median is not null)))
        .Select(metric => Of(metric, comparison));

    private static Chart Of(ComparedMetric metric, Comparison comparison)
    {
        var (unit, per) = UnitOf(metric);
        var measured = metric.Figures.Index().Where(f => f.Item is { Median: not null, Least: not null, Most: not null }).ToList();
        return new Chart(
            $"decides-{metric.Key.Replace('.', '-')}",
            Sentences.Capital(metric.Name),
            "The dot is the median of the runs; the line goes from the least to the most.",
            new Axis.Amounts(unit, metric.Figures.Max(f => f.Most ?? 0) / per),
            new Axis.Names([.. comparison.Subjects.Select(s => s.Name)]))
        {
            Lines =
            [
                new Line(metric.Name, "server", [.. measured.Select(f => new Point(f.Item.Median!.Value / per, f.Index))])
                {
                    IsDots = true,
                    Marks = [.. measured.Select(f => new Mark(
                        $"{comparison.Subjects[f.Index].Name}: {ComparisonText.Figure(metric.Unit, f.Item)}",
                        f.Item.Least!.Value / per,
                        f.Item.Most!.Value / per))],
                },
            ],
        };
    }

    // One unit for a whole axis.
    private static (string Unit, double Per) UnitOf(ComparedMetric metric)
    {
        var most = metric.Figures.Max(f => f.Most ?? 0);
        return metric.Unit switch
        {
            FigureUnit.Microseconds when most >= 1_000_000 => ("s", 1_000_000),
            FigureUnit.Microseconds when most >= 1_000 => ("ms", 1_000),
            FigureUnit.Microseconds => ("µs", 1),
            _ => ("per second", 1),
        };
    }
}
