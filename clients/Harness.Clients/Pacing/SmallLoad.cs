using Harness.Model.Scenarios;

namespace Harness.Clients.Pacing;

/// <summary>Loads of so few connections that a client can afford threads for them.</summary>
internal static class SmallLoad
{
    // A connection on a new one takes some 150 us more: a single copy opens 3,600 a second instead of 8,900.
    private const int MostNewThreadsPerSecond = 200;

    /// <summary>Its connections may block the threads of the pool, which has one for each processor at once.</summary>
    public static bool MayBlockThreads(IReadOnlyList<LoadStep> steps) => steps.All(HasFewCopies);

    /// <summary>Each of its connections may begin on a new thread.</summary>
    public static bool MayStartThreads(IReadOnlyList<LoadStep> steps) => steps.All(step => step switch
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

    private static bool IsSlow(int rate, TimeSpan interval) => rate <= MostNewThreadsPerSecond * interval.TotalSeconds;
}
