namespace Harness.Protocol.Messages;

/// <summary>What a program that played a side came to.</summary>
public sealed record ProgramSummary
{
    /// <summary>As it was run, the words filled in.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>How many runs ended with each exit code; a signal's number is its code plus 128, as a shell says it. A server that the harness ended is not among them.</summary>
    public IReadOnlyDictionary<string, long> ExitCodes { get; init; } = new SortedDictionary<string, long>(StringComparer.Ordinal);

    /// <summary>User and system CPU time of all runs.</summary>
    public double CpuSeconds { get; init; }

    /// <summary>The last 16 KiB that it wrote to stdout and stderr.</summary>
    public string Output { get; init; } = "";
}
