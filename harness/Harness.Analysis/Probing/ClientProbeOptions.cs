namespace Harness.Analysis.Probing;

/// <summary>How a client program is probed.</summary>
public sealed record ClientProbeOptions
{
    /// <summary>
    /// The program and its arguments; <c>{url}</c>, <c>{authority}</c>, <c>{host}</c> and <c>{port}</c> are filled in, and one of them must
    /// be there.
    /// </summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Runs per form of response, one after the other, 1 to 100 000; default 10.</summary>
    public int Times { get; init; } = 10;

    /// <summary>How long one run may take before it is ended, 1 ms to 24 h; default 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long the server waits for the client to close before it closes itself, 1 ms to 1 h; default 200 ms, more than any known client
    /// thinks.
    /// </summary>
    public TimeSpan ServerWaits { get; init; } = TimeSpan.FromMilliseconds(200);
}
