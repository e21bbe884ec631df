namespace Harness.Scenarios.Options;

/// <summary>A program that plays a side instead of the built-in server or clients: <c>server.command</c>, <c>client.command</c>.</summary>
public sealed record ProgramOptions
{
    /// <summary>
    /// The program and its arguments; <c>{url}</c>, <c>{authority}</c> (address and port as in a URL), <c>{host}</c> (the address alone),
    /// <c>{port}</c>, <c>{dir}</c>, <c>{share}</c> and <c>{shares}</c> (which client, of how many) are filled in.
    /// </summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>
    /// Files that it finds in <c>{dir}</c>, by name, with the same words filled in; they are never on the machine's disk.
    /// </summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>A client: how often it is run, 1 to 100 000.</summary>
    public int Times { get; init; } = 1;

    /// <summary>A client: how many of these runs go on at once, 1 to 1000.</summary>
    public int Copies { get; init; } = 1;

    /// <summary>A client: how long one run may take before it is killed and counts as failed, 1 ms to 24 h.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A client: it is not run again after a run that took too long. Not in the language: a probe's.</summary>
    public bool StopsAtTimeout { get; init; }
}
