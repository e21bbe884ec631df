using Harness.Analysis.Results;
using Harness.Analysis.Statistics;
using Harness.Analysis.Words;
using Harness.Scenarios.Options;

namespace Harness.Analysis.Comparing;

/// <summary>Puts policies next to each other. Pure: the same runs give the same comparison.</summary>
public static class Comparer
{
    /// <summary>Compares every subject with the first.</summary>
    /// <param name="sources">At least one; a sweep gives several subjects.</param>
    /// <param name="matrix">The axes of a matrix, or none.</param>
    /// <param name="startedAt">When it was begun.</param>
    /// <param name="isComplete">False when runs are missing.</param>
    public static Comparison Compare(IReadOnlyList<SubjectSource> sources, IReadOnlyList<SweepAxis> matrix, DateTimeOffset startedAt, bool isComplete)
    {
        var subjects = sources.SelectMany(Subject.Of).ToList();
        var metrics = Metric.All.Select(m => Compared(m, subjects)).Where(m => m.Figures.Any(f => f.Median is not null)).ToList();
        var comparison = new Comparison
        {
            StartedAt = startedAt,
            Complete = isComplete,
            Notes = Notes.Of(subjects),
            Subjects = [.. subjects.Select(Of)],
            Metrics = metrics,
            Tests = Tests(metrics),
            Matrix = matrix,
        };
        return comparison with { Verdict = [.. ComparisonWords.Verdict(comparison)] };
    }

    private static ComparedMetric Compared(Metric metric, List<Subject> subjects)
    {
        var values = subjects.Select(s => s.Trials.Select(metric.Value).OfType<double>().ToList()).ToList();
        return new ComparedMetric
        {
            Key = metric.Key,
            Name = metric.Name,
            Unit = metric.Unit,
            Better = metric.Better,
            Figures = [.. subjects.Select((s, i) => Figure(s.Name, values[i]) with { Difference = i == 0 || values[0].Count == 0 || values[i].Count == 0 ? null : Judge(metric, values[0], values[i]) })],
        };
    }

    // Memory and shares are counts times a constant; times are measured, and two alike are a coincidence.
    private static MetricDifference Judge(Metric metric, List<double> reference, List<double> other) =>
        DifferenceTest.Judge(reference, other, metric.Unit is MetricUnit.Count or MetricUnit.Percent or MetricUnit.Bytes, metric.Better);

    private static MetricFigure Figure(string subject, List<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0
            ? new MetricFigure { Subject = subject }
            : new MetricFigure { Subject = subject, Values = values, Median = Median.Of(sorted), Least = sorted[0], Most = sorted[^1] };
    }

    private static ComparedSubject Of(Subject subject)
    {
        var (server, client) = (subject.Trials.Sum(t => t.Summary.Server.TimeWait.Entered), subject.Trials.Sum(t => t.Summary.Client.TimeWait.Entered));
        return new ComparedSubject
        {
            Name = subject.Name,
            Scenario = subject.Scenario,
            Parameters = subject.Parameters,
            Folders = [.. subject.Runs.Select(r => r.Folder)],
            Trials = subject.Trials.Count,
            LeftOut = subject.LeftOut,
            ClosedFirst = ClosedFirst.Sum(subject.Trials.Select(t => t.Summary.ClosedFirst)),
            ServerShare = server + client == 0 ? null : (double)server / (server + client),
            Holder = subject.Trials.Count == 0 ? TimeWaitHolder.Unknown
                : (server, client) switch
                {
                    (0, 0) => TimeWaitHolder.Neither,
                    (_, 0) => TimeWaitHolder.Server,
                    (0, _) => TimeWaitHolder.Client,
                    _ => TimeWaitHolder.Both,
                },
            TimeWaitBytes = subject.Environment?.TimeWaitBytes,
        };
    }

    private static ComparisonTests Tests(IReadOnlyList<ComparedMetric> metrics)
    {
        var all = metrics.SelectMany(m => m.Figures).Select(f => f.Difference).OfType<MetricDifference>().ToList();
        var tested = all.Select(d => d.PValue).OfType<double>().Order().ToList();

        // Holm: the smallest p-value against level/m, the next against level/(m-1), until the first that fails.
        var held = tested.Index().TakeWhile(p => p.Item * (tested.Count - p.Index) <= DifferenceTest.Level).Count();
        return new(
            DifferenceTest.Method,
            DifferenceTest.Level,
            tested.Count,
            Math.Round(tested.Count * DifferenceTest.Level, 2),
            all.Count(d => d.PValue is not null && d.Mark != DifferenceMark.NotDistinguishable),
            held);
    }
}
