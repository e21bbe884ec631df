using Harness.Analysis.Catalogue;
using Harness.Analysis.Running;
using Harness.Protocol.Counting;
using Harness.Scenarios.Options;

namespace Harness.Reporting.Charts;

/// <summary>Connections per second, from one sample of the client to the next.</summary>
internal static class RateChart
{
    // Fewer show when samples were taken, not how the load went.
    private const int FewestSamples = 5;

    /// <summary>Why there is no curve although there were connections; empty when there is one.</summary>
    public static string WhyNot(TrialRecord trial)
    {
        var inLoad = trial.Samples(Tier.Client).Count(s => s.Phase == Phase.Load);
        return inLoad >= FewestSamples || trial.Summary.Connections.Opened is null or 0 ? "" :
            $"No curve: {inLoad} sample{(inLoad == 1 ? " was" : "s were")} taken during the load, and fewer than {FewestSamples} show when "
            + "samples were taken, not how the load went. A longer load has a curve, or a denser sample: { every: 10ms }.";
    }

    /// <returns>Null when no sample saw a connection, or too few were taken.</returns>
    public static Chart? Build(TrialRecord trial)
    {
        var client = trial.Samples(Tier.Client);
        if (client.Count(s => s.Phase == Phase.Load) < FewestSamples)
        {
            return null;
        }

        // The first sample after the load has what ended since the last one in it.
        var load = client.TakeWhile(s => s.Phase is Phase.Prepare or Phase.Load).Count();
        var samples = Apart([.. client.Take(load + 1).Select(s => s.Sample)]);
        var lines = new[]
        {
            Line(SampleColumns.Opened, "client", Stroke.Dashed),
            Line(SampleColumns.Completed, "established", Stroke.Solid),
            Line(SampleColumns.Failed, "failed", Stroke.Solid),
        }.Where(l => l.Max > 0).ToList();
        return lines.Count == 0 ? null : new Chart(
            trial.ChartId("rate"),
            "Connections per second",
            "From one sample to the next, during the load, as the client saw it.",
            new Axis.Time(samples[^1].ElapsedSeconds),
            new Axis.Counts("connections per second"))
        {
            Lines = lines,
        };

        Line Line(SampleColumn column, string colour, Stroke stroke) =>
            new(column.Heading, colour, Rates(samples, s => column.Value(s) ?? 0)) { Stroke = stroke };
    }

    // Between two samples that follow each other at once few connections make a high rate: the second one stands for both.
    private static List<Sample> Apart(List<Sample> samples)
    {
        var gaps = samples.Zip(samples.Skip(1), (a, b) => b.ElapsedSeconds - a.ElapsedSeconds).Order().ToList();
        var kept = new List<Sample>();
        foreach (var sample in samples)
        {
            if (kept.Count > 1 && sample.ElapsedSeconds - kept[^1].ElapsedSeconds < gaps[gaps.Count / 2] / 2)
            {
                kept.RemoveAt(kept.Count - 1);
            }

            kept.Add(sample);
        }

        return kept;
    }

    internal static IReadOnlyList<Point> Rates(IReadOnlyList<Sample> samples, Func<Sample, double> count) =>
    [
        .. samples.Zip(samples.Skip(1))
            .Where(pair => pair.Second.ElapsedSeconds > pair.First.ElapsedSeconds)
            .Select(pair => new Point(
                pair.Second.ElapsedSeconds,
                Math.Round((count(pair.Second) - count(pair.First)) / (pair.Second.ElapsedSeconds - pair.First.ElapsedSeconds), 1))),
    ];
}
