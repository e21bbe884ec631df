using Harness.Scenarios.Options;
using Harness.Scenarios.Pacing;

namespace Harness.Clients.Pacing;

/// <summary>How much this client has to do at once.</summary>
internal sealed class LoadSize(LoadPlan plan)
{
    // A connection on a new thread takes some 150 us more: a single copy opens 3,600 a second instead of 8,900.
    private const int MostSlowPerSecond = 200;

    private readonly IReadOnlyList<StepFacts> steps = [.. plan.Steps.Facts()];

    /// <summary>
    /// No more copies than the thread pool has threads at once, one for each processor: their connections may block those threads.
    /// </summary>
    public bool HasFewCopies => steps.All(s => s.PeakRate is null && IsFew(s.MostCopies));

    /// <summary>
    /// So few connections at once, or a second, that each may cost a new thread, and whatever else the imitated program pays for each.
    /// </summary>
    public bool IsSmall => steps.All(s => s.PeakRate is { } rate ? IsSlow(rate) : IsFew(s.MostCopies));

    private bool IsFew(int copies) => plan.Share.CopiesOf(copies) <= Environment.ProcessorCount;

    private bool IsSlow(Rate rate) => rate.PerSecond * plan.Share.Fraction <= MostSlowPerSecond;
}
