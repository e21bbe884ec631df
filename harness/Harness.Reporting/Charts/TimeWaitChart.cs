using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Analysis.Words;
using Harness.Scenarios.Options;

namespace Harness.Reporting.Charts;

/// <summary>
/// TIME_WAIT of both sides on one scale: the snapshot as a line, the number entered dashed, limits where the data come near.
/// </summary>
internal static class TimeWaitChart
{
    // A limit that is drawn far above the data would press the data flat.
    private const double WithinReach = 0.5;

    public static Chart Build(TrialRecord trial)
    {
        var lines = new[] { Tier.Server, Tier.Client }.SelectMany(tier => Lines(trial, tier)).ToList();
        var most = lines.Select(l => l.Max).DefaultIfEmpty().Max();
        var near = Limits(trial.Summary.Limits).Where(l => most >= l.Value * WithinReach).ToList();
        var far = Limits(trial.Summary.Limits).Except(near).ToList();

        return new Chart(
            trial.ChartId("time_wait"),
            "TIME_WAIT over time, both sides on one scale",
            Sentences.Join(
                "Solid: sockets in TIME_WAIT at that moment. Dashed: all TIME_WAITs so far, with those that a new connection replaced.",
                NodeLines.Words(trial, Tier.Server, Tier.Client),
                PhasesText(PhaseBands.Words(trial.Summary.Phases)),
                far.Count == 0 ? "" : $"Not reached: {string.Join(", ", far.Select(l => $"{Format.Count(l.Value)} ({l.Name})"))}."),
            new Axis.Time(trial.EndSeconds),
            new Axis.Counts("sockets", near.Count > 0 ? near.Max(l => l.Value) : null))
        {
            Bands = PhaseBands.Of(trial.Summary.Phases, trial.EndSeconds),
            Lines = lines,
            Limits = [.. near.Select(l => new Limit(l.Value, $"{Format.Count(l.Value)} {l.Name}", l.Name))],
        };
    }

    private static IEnumerable<Line> Lines(TrialRecord trial, Tier tier)
    {
        var word = Format.Word(tier);
        var snapshot = new Line($"{word}: in {SampleColumns.TimeWait.Heading}", word, trial.Points(tier, SampleColumns.TimeWait.Value))
        {
            Filled = true,
        };
        yield return NodeLines.Behind(snapshot, trial.NodePoints(tier, SampleColumns.TimeWait.Value));
        var entered = trial.Points(tier, SampleColumns.Entered.Value);
        if (entered.Count > 0)
        {
            // Broad and pale: still to be seen where the snapshot runs on top of it.
            yield return new Line($"{word}: {SampleColumns.Entered.Heading}", word, entered) { Stroke = Stroke.Dashed, Broad = true };
        }
    }

    private static IEnumerable<(string Name, int Value)> Limits(LimitSummary limits)
    {
        if (limits.ClientPorts is { } ports)
        {
            yield return ("client ports for one destination", ports);
        }

        var buckets = new[] { (Tier: "server", Most: limits.ServerTimeWaitBuckets), (Tier: "client", Most: limits.ClientTimeWaitBuckets) };
        foreach (var same in buckets.Where(b => b.Most is not null).GroupBy(b => b.Most!.Value, b => b.Tier))
        {
            yield return ($"tcp_max_tw_buckets, {string.Join(" and ", same)}", same.Key);
        }
    }

    private static string PhasesText(string words) => words.Length == 0 ? "" : $"Phases: {words}.";
}
