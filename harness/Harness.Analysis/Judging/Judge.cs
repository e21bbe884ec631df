using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Scenarios.Expectations;

namespace Harness.Analysis.Judging;

/// <summary>Judges the expectations of a scenario by the figures of its trials.</summary>
public static class Judge
{
    /// <summary>
    /// One result for each of <paramref name="expectations"/>, in their order. What was not measured meets no expectation.
    /// </summary>
    public static IReadOnlyList<ExpectationResult> Expectations(IReadOnlyList<Expectation> expectations, MeasuredTrial trial)
    {
        return [.. expectations.Select(e =>
        {
            var (actual, expected) = (e.Left.Value(ValueOf), e.Right.Value(ValueOf));
            var isMeasured = !double.IsNaN(actual) && !double.IsNaN(expected);
            return new ExpectationResult(e.Text, isMeasured ? actual : null, isMeasured && e.Holds(ValueOf))
            {
                Expected = isMeasured ? expected : null,
            };
        })];

        double ValueOf(string key) => Figures.Find(key)?.Measured(trial) ?? double.NaN;
    }

    /// <summary>The verdict over all trials of a run that went to its end.</summary>
    public static Verdict Verdict(IReadOnlyList<TrialSummary> trials)
    {
        var results = trials.SelectMany(t => t.Expectations).ToList();
        return results.Count == 0 ? Results.Verdict.None
            : results.TrueForAll(r => r.Passed) ? Results.Verdict.Passed
            : Results.Verdict.Missed;
    }
}
