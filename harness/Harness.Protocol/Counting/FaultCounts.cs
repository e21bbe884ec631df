namespace Harness.Protocol.Counting;

/// <summary>How many answers of a built-in server its faults hit, each counted once it has happened.</summary>
public sealed record FaultCounts
{
    /// <summary>Answers that were held back.</summary>
    public long Late { get; init; }

    /// <summary>Answers that ended too early, with a close().</summary>
    public long Cut { get; init; }

    /// <summary>Answers that an RST ended, or took the place of.</summary>
    public long Reset { get; init; }

    /// <summary>These and <paramref name="other"/> together.</summary>
    public FaultCounts And(FaultCounts other) =>
        new() { Late = Late + other.Late, Cut = Cut + other.Cut, Reset = Reset + other.Reset };
}
