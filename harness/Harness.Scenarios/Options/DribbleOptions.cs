namespace Harness.Scenarios.Options;

/// <summary>A body that goes out piece by piece.</summary>
public sealed record DribbleOptions
{
    /// <summary>Bytes of each piece as it is sent, chunk sizes included, 1 to 64 MiB; the head goes with the first.</summary>
    public int Bytes { get; init; } = 1;

    /// <summary>From one piece to the next, 0 to 1 h; a piece that could not be sent in time puts off no later one.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromMilliseconds(10);
}
