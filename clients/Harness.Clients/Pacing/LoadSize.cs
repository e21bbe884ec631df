using Harness.Scenarios.Options;

namespace Harness.Clients.Pacing;

/// <summary>How much a client has to do at once.</summary>
internal static class LoadSize
{
    // A connection on a new thread takes some 150 us more: a single copy opens 3,600 a second instead of 8,900.
    private const int MostSlowPerSecond = 200;

    /// <summary>No more copies than the thread pool has threads at once, one for each processor: its connections may block those.</summary>
    public static bool HasFewCopies(IReadOnlyList<LoadStep> steps) => steps.All(HasFewCopies);

    /// <summary>So few connections at once, or a second, that each may cost a new thread, and all that the imitated program pays for.</summary>
    public static bool IsSmall(IReadOnlyList<LoadStep> steps) => steps.All(step => step switch
    {
        LoadStep.Inject s => IsSlow(s.Rate, s.Interval),
        LoadStep.InjectRandom s => IsSlow(s.MaxRate, s.Interval),
        LoadStep.IterationsForInject s => IsSlow(s.Rate, s.Interval),
        LoadStep.RampingInject s => IsSlow(s.Rate, s.Interval),
        LoadStep.Pause => true,
        _ => HasFewCopies(step),
    });

    private static bool HasFewCopies(LoadStep step) => step switch
    {
        LoadStep.IterationsForConstant s => s.Copies <= Environment.ProcessorCount,
        LoadStep.KeepConstant s => s.Copies <= Environment.ProcessorCount,
        _ => false,
    };

    private static bool IsSlow(int rate, TimeSpan interval) => rate <= MostSlowPerSecond * interval.TotalSeconds;
}
