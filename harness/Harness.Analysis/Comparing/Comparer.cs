using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Analysis.Statistics;
using Harness.Analysis.Words;
using Harness.Scenarios.Options;

namespace Harness.Analysis.Comparing;

/// <summary>Compares policies by the figures of their trials. A pure function: the same runs give the same comparison.</summary>
public static class Comparer
{
    // Up to this ratio connections carry as many requests as others: the last one of a load is cut short.
    private const double Alike = 1.1;

    /// <summary>Compares every subject with the first.</summary>
    /// <param name="sources">At least one; a sweep gives several subjects.</param>
    /// <param name="matrix">The axes of a matrix, or none.</param>
    /// <param name="startedAt">When it was begun.</param>
    /// <param name="isComplete">False when runs are missing.</param>
    /// <param name="more">Figures to compare besides those that every comparison has; they come last.</param>
    public static Comparison Compare(
        IReadOnlyList<SubjectSource> sources,
        IReadOnlyList<SweepAxis> matrix,
        DateTimeOffset startedAt,
        bool isComplete,
        IEnumerable<Figure>? more = null)
    {
        var subjects = sources.SelectMany(Subject.Of).ToList();
        var requests = subjects.Select(RequestsPerConnection).OfType<double>().Order().ToList();
        var isUnlike = requests.Count > 0 && requests[^1] > Alike * requests[0];
        var metrics = Figures.UsedBy(DefaultUse.Compare).Where(f => f.Per != Per.Request || requests.Any(r => r > Alike))
            .Concat(more ?? []).DistinctBy(f => f.Key)
            .Select(f => Compare(f.Per == Per.Connection && isUnlike ? f with { Better = Direction.Neither } : f, subjects))
            .Where(m => m.Figures.Any(f => f.Median is not null))
            .ToList();
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
        return comparison with { Verdict = [.. ComparisonText.Verdict(comparison)] };
    }

    // Null where nothing was measured. A connection that failed before its request is not worth less than one.
    private static double? RequestsPerConnection(Subject subject)
    {
        var (requests, opened) = (subject.Trials.Sum(t => t.Summary.Requests()), subject.Trials.Sum(t => t.Summary.Connections.Opened));
        return requests is null or 0 || opened is null or 0 ? null : Math.Max(1, (double)requests.Value / opened.Value);
    }

    private static ComparedMetric Compare(Figure figure, List<Subject> subjects)
    {
        var values = subjects.Select(s => s.Trials.Select(figure.Compared).OfType<double>().ToList()).ToList();
        return new ComparedMetric
        {
            Key = figure.Key,
            Name = figure.Words,
            Unit = figure.ComparedUnit,
            Better = figure.Better,
            Figures = [.. subjects.Index().Select(s => Of(s.Item.Name, values[s.Index]) with { Difference = ToTheFirst(s.Index) })],
        };

        MetricDifference? ToTheFirst(int subject) => subject == 0 || values[0].Count == 0 || values[subject].Count == 0
            ? null
            // Memory and shares are counts times a constant; times are measured, and two alike are a coincidence.
            : DifferenceTest.Judge(values[0], values[subject], figure.ComparedUnit.IsCounted(), figure.Better);
    }

    private static MetricFigure Of(string subject, List<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0
            ? new MetricFigure { Subject = subject }
            : new MetricFigure { Subject = subject, Values = values, Median = Median.Of(sorted), Least = sorted[0], Most = sorted[^1] };
    }

    private static ComparedSubject Of(Subject subject)
    {
        List<(long Server, long Client)> entered = [.. Entered(subject)];
        return new ComparedSubject
        {
            Name = subject.Name,
            Scenario = subject.Scenario,
            Parameters = subject.Parameters,
            Folders = [.. subject.Runs.Select(r => r.Folder)],
            Trials = subject.Trials.Count,
            LeftOut = subject.LeftOut,
            ClosedFirst = ClosedFirst.Sum(subject.Trials.Select(t => t.Summary.ClosedFirst)),
            ServerShare = ServerShare(subject),
            Holder = entered.Count == 0 ? TimeWaitHolder.Unknown : HolderOf(entered.Sum(e => e.Server), entered.Sum(e => e.Client)),
            TimeWaitBytes = subject.Environment?.TimeWaitBytes,
        };
    }

    // Of the trials in which both are known.
    private static IEnumerable<(long Server, long Client)> Entered(Subject subject) => subject.Trials
        .Select(t => (t.Summary.Server.TimeWait.Entered, t.Summary.Client.TimeWait.Entered))
        .Where(e => e is (not null, not null))
        .Select(e => (e.Item1!.Value, e.Item2!.Value));

    // The median, as of every other figure of a comparison.
    private static double? ServerShare(Subject subject)
    {
        var shares = Entered(subject)
            .Where(e => e.Server + e.Client > 0)
            .Select(e => (double)e.Server / (e.Server + e.Client))
            .Order()
            .ToList();
        return shares.Count == 0 ? null : Median.Of(shares);
    }

    private static TimeWaitHolder HolderOf(long server, long client) => (server, client) switch
    {
        (0, 0) => TimeWaitHolder.Neither,
        (_, 0) => TimeWaitHolder.Server,
        (0, _) => TimeWaitHolder.Client,
        _ => TimeWaitHolder.Both,
    };

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
            held)
        {
            RunsForHolm = tested.Count == 0 || Runs(metrics).Min(r => DifferenceTest.Least(r.Reference, r.Other)) <= Corrected(tested.Count)
                ? null
                // With more runs, those that had too few are tested too.
                : Enumerable.Range(2, int.MaxValue - 2)
                    .First(n => DifferenceTest.Least(n, n) <= Corrected(tested.Count + all.Count(d => d.Why is not null))),
        };
    }

    private static double Corrected(int tests) => DifferenceTest.Level / tests;

    private static IEnumerable<(int Reference, int Other)> Runs(IReadOnlyList<ComparedMetric> metrics) => metrics.SelectMany(
        m => m.Figures.Where(f => f.Difference?.PValue is not null).Select(f => (m.Figures[0].Values.Count, f.Values.Count)));
}
