namespace Harness.Scenarios.Pacing;

/// <summary>What a load step comes to, as far as that is known before it runs.</summary>
/// <param name="End">What the step leaves to the next one.</param>
public sealed record StepFacts(LoadLevel End)
{
    /// <summary>The most workers at once; 0 in an open step.</summary>
    public int MostCopies { get; init; }

    /// <summary>Connections in all, or at most where chance decides; null where it depends on the machine.</summary>
    public long? Connections { get; init; }

    /// <summary>The highest rate at which connections are due; null in a closed step and in a pause.</summary>
    public Rate? PeakRate { get; init; }

    /// <summary>How long the step lasts; null when it ends with its last connection.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The interval that its own rate is given for; null when it has no rate.</summary>
    public TimeSpan? Interval { get; init; }
}

/// <summary>Where a load step leaves off: a ramp begins there.</summary>
/// <param name="Copies">The number of workers.</param>
/// <param name="Rate">The rate of an open load.</param>
public sealed record LoadLevel(int Copies, Rate Rate)
{
    /// <summary>Before the first step, and after a pause.</summary>
    public static LoadLevel None { get; } = new(0, Rate.Zero);
}
