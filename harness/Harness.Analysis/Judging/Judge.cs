using Harness.Analysis.Results;
using Harness.Scenarios.Expectations;

namespace Harness.Analysis.Judging;

/// <summary>Judges the expectations of a scenario by the figures of a trial.</summary>
public static class Judge
{
    /// <summary>One result for each of <paramref name="expectations"/>, in their order.</summary>
    public static IReadOnlyList<ExpectationResult> Judged(IReadOnlyList<Expectation> expectations, TrialSummary trial)
    {
        var figures = Figures.Of(trial);
        return [.. expectations.Select(e =>
        {
            var actual = e.Left.Value(figures);
            var isMeasured = !double.IsNaN(actual) && !double.IsNaN(e.Right.Value(figures));
            return new ExpectationResult(e.Text, isMeasured ? actual : null, isMeasured && e.Holds(figures));
        })];
    }

    /// <summary>The verdict over all trials of a run that went to its end.</summary>
    public static Verdict Verdict(IReadOnlyList<TrialSummary> trials)
    {
        var results = trials.SelectMany(t => t.Expectations).ToList();
        return results.Count == 0 ? Harness.Analysis.Results.Verdict.None
            : results.TrueForAll(r => r.Passed) ? Harness.Analysis.Results.Verdict.Passed
            : Harness.Analysis.Results.Verdict.Missed;
    }
}
