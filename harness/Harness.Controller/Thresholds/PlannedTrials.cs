using Harness.Analysis.Results;
using Harness.Scenarios.Planning;

namespace Harness.Controller.Thresholds;

/// <summary>The trials of a plan, one after the other.</summary>
internal sealed class PlannedTrials(IReadOnlyList<TrialPlan> trials) : ITrialSource
{
    private int next;

    public ThresholdSummary? Found => null;

    public TrialPlan? Next() => next < trials.Count ? trials[next++] : null;

    public void Ended(TrialSummary trial)
    {
        // They are planned: what one came to changes nothing.
    }
}
