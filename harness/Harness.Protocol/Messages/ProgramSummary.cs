namespace Harness.Protocol.Messages;

/// <summary>What a program that played a side came to.</summary>
public sealed record ProgramSummary
{
    /// <summary>As it was run, the words filled in.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>
    /// How many runs ended with each exit code. A run that a signal ended counts as 128 plus the signal's number, as in a
    /// shell. A server that the harness ended is not among them.
    /// </summary>
    public IReadOnlyDictionary<string, long> ExitCodes { get; init; } = new SortedDictionary<string, long>(StringComparer.Ordinal);

    /// <summary>Runs that were ended because they took longer than the command's timeout. Null of a server.</summary>
    public long? TimedOut { get; init; }

    /// <summary>
    /// Processes that ran on when a client's command had ended, and with it all of its copies; they were ended then. Null of a server.
    /// </summary>
    public long? LeftBehind { get; init; }

    /// <summary>User and system CPU time of all runs.</summary>
    public double CpuSeconds { get; init; }

    /// <summary>The last 16 KiB that it wrote to stdout and stderr.</summary>
    public string Output { get; init; } = "";
}
