using Harness.Analysis.Catalogue;
using Harness.Analysis.Running;
using Harness.Analysis.Words;
using Harness.Scenarios.Options;

namespace Harness.Reporting.Charts;

/// <summary>Connections per second, from one sample of the clients to the next.</summary>
internal static class RateChart
{
    // Fewer show when samples were taken, not how the load went.
    private const int FewestSamples = 5;

    /// <summary>Why there is no curve although there were connections; empty when there is one.</summary>
    public static string WhyNot(TrialRecord trial)
    {
        var inLoad = SamplesInLoad(trial);
        return inLoad >= FewestSamples || trial.Summary.Connections.Opened is null or 0 ? "" :
            $"No curve: {inLoad} sample{(inLoad == 1 ? " was" : "s were")} taken during the load, and fewer than {FewestSamples} show when "
            + "samples were taken, not how the load went. A longer load has a curve, or a denser sample: { every: 10ms }.";
    }

    /// <returns>Null when no sample saw a connection, or too few were taken.</returns>
    public static Chart? Build(TrialRecord trial)
    {
        if (SamplesInLoad(trial) < FewestSamples)
        {
            return null;
        }

        var nodes = trial.Nodes(Tier.Client).Select(n => new NodeCounts(n)).ToList();
        var moments = Apart(NodeCounts.Axis(nodes));
        var lines = new[]
        {
            Line(SampleColumns.Opened, "client", Stroke.Dashed),
            Line(SampleColumns.Completed, "established", Stroke.Solid),
            Line(SampleColumns.Failed, "failed", Stroke.Solid),
        }.Where(l => l.Max > 0).ToList();
        return lines.Count == 0 ? null : new Chart(
            trial.ChartId("rate"),
            "Connections per second",
            nodes.Count == 1
                ? "From one sample to the next, during the load, as the client saw it."
                : Sentences.Join(
                    "From one sample to the next, during the load, as the clients saw it; their counts are added at the same moments.",
                    NodeLines.Words(trial, Tier.Client)),
            new Axis.Time(moments[^1]),
            new Axis.Counts("connections per second"))
        {
            Lines = lines,
        };

        Line Line(SampleColumn column, string colour, Stroke stroke)
        {
            var line = new Line(column.Heading, colour, Rates(moments, m => nodes.Sum(n => At(n, m)))) { Stroke = stroke };

            // What a node opens it also completes, soon after: its two lines would be one.
            return stroke == Stroke.Solid ? NodeLines.Behind(line, [.. nodes.Select(n => (n.Name, Rates(moments, m => At(n, m))))]) : line;

            double At(NodeCounts node, double moment) => node.At(moment, s => column.Value(s) ?? 0);
        }
    }

    // Of several nodes, those of the one that took most.
    private static int SamplesInLoad(TrialRecord trial) =>
        trial.Nodes(Tier.Client).Select(n => n.Rows.Count(r => r.Phase == Phase.Load)).DefaultIfEmpty().Max();

    // Between two samples that follow each other at once few connections make a high rate: the second one stands for both.
    private static List<double> Apart(IReadOnlyList<double> moments)
    {
        var gaps = moments.Zip(moments.Skip(1), (a, b) => b - a).Order().ToList();
        var kept = new List<double>();
        foreach (var moment in moments)
        {
            if (kept.Count > 1 && moment - kept[^1] < gaps[gaps.Count / 2] / 2)
            {
                kept.RemoveAt(kept.Count - 1);
            }

            kept.Add(moment);
        }

        return kept;
    }

    internal static IReadOnlyList<Point> Rates(IReadOnlyList<double> moments, Func<double, double> count) =>
    [
        .. moments.Zip(moments.Skip(1))
            .Where(pair => pair.Second > pair.First)
            .Select(pair => new Point(
                pair.Second, Math.Round((count(pair.Second) - count(pair.First)) / (pair.Second - pair.First), 1))),
    ];
}
