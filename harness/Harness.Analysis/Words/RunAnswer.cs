using Harness.Analysis.Results;

namespace Harness.Analysis.Words;

/// <summary>What a run answers: the headline of its page, and of several trials that of the terminal.</summary>
/// <param name="Sentences">The most important first.</param>
/// <param name="Cases">The trials side by side where they are not alike and no sentence says what they show; else null.</param>
public sealed record RunAnswer(IReadOnlyList<string> Sentences, CaseTable? Cases = null)
{
    private const int FewCases = 4;

    /// <summary>
    /// What a probe found; the threshold; from which delay on who closes first; or who closed first in one trial, or in several that are
    /// alike. Trials that are not alike are never added up.
    /// </summary>
    /// <param name="run">The run; null when it left no summary.</param>
    /// <param name="trials">Its trials, one that was killed included. Beside complete ones those that broke off say nothing.</param>
    public static RunAnswer Of(RunSummary? run, IReadOnlyList<TrialSummary> trials)
    {
        IReadOnlyList<TrialSummary> counted = trials.Any(t => t.Complete) ? [.. trials.Where(t => t.Complete)] : trials;
        return run switch
        {
            { Answer.Count: > 0 } => new(run.Answer),
            _ when counted.Count == 0 => new(["Nothing was measured."]),
            { Threshold: { } threshold } => new([SweepText.Answer(threshold)]),
            _ when ShareCurve.Of(counted) is { Count: > 0 } curves => new([.. curves.Select(SweepText.Answer)]),
            _ when counted.Count == 1 => new([.. OfOne(counted[0])]),
            _ when CaseTable.Of(counted) is { } cases => new([.. OfCases(cases)], cases),
            _ => new([$"In {counted.Count} trials alike, together: {Words.Sentences.WhoClosedFirst(Together(counted))}"]),
        };
    }

    // Of few cases in which not the same side closes first, who holds the TIME_WAITs is what they are about.
    private static IEnumerable<string> OfCases(CaseTable cases)
    {
        var together = cases.Rows.Select(r => (r.Name, Of: Together(r.Trials))).ToList();
        var isAboutTheOrder = together.Count <= FewCases
            && together.Select(c => SweepText.Regime(c.Of.ClosedFirst)).Distinct(StringComparer.Ordinal).Count() > 1;
        return isAboutTheOrder
            ? together.Select(c => $"{Words.Sentences.Capital(c.Name)}: {Words.Sentences.WhoHolds(c.Of)}")
            : [$"{cases.Rows.Count} cases, and the figures in which they differ:"];
    }

    private static IEnumerable<string> OfOne(TrialSummary trial)
    {
        yield return Words.Sentences.Capital(Words.Sentences.WhoClosedFirst(trial));
        if (trial.ConnectByOccupancy is { HighUs.Count: > 0 } occupancy)
        {
            yield return Words.Sentences.Capital(OccupancyText.Sentence(occupancy));
        }
    }

    private static TrialSummary Together(IReadOnlyList<TrialSummary> trials) => new()
    {
        Connections = new ConnectionSummary { Opened = trials.Sum(t => t.Connections.Opened) },
        ClosedFirst = ClosedFirst.Sum(trials.Select(t => t.ClosedFirst)),
        Server = Entered([.. trials.Select(t => t.Server.TimeWait.Entered)]),
        Client = Entered([.. trials.Select(t => t.Client.TimeWait.Entered)]),
    };

    // Of trials one of which cannot tell nothing is known of all.
    private static TierSummary Entered(IReadOnlyList<long?> each) =>
        new() { TimeWait = new TimeWaitSummary { Entered = each.Contains(null) ? null : each.Sum() } };
}
