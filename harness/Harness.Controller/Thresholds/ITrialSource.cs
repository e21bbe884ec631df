using Harness.Analysis.Results;
using Harness.Scenarios.Planning;

namespace Harness.Controller.Thresholds;

/// <summary>Where the trials of a run come from: planned before it begins, or chosen as it goes on.</summary>
internal interface ITrialSource
{
    /// <summary>What a search found so far; null when nothing is searched.</summary>
    ThresholdSummary? Found { get; }

    /// <summary>The next trial; null when the run is done.</summary>
    TrialPlan? Next();

    /// <summary>What the last one came to.</summary>
    void Ended(TrialSummary trial);
}
