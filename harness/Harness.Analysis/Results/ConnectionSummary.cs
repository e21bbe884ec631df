namespace Harness.Analysis.Results;

/// <summary>
/// The clients' connections. Of a client program only the kernel's counters are known: opened are its successful connects, completed those
/// that were not reset, failed its runs that did not exit with 0 (errors: EXIT_22, KILLED_9, TIMEOUT).
/// </summary>
public sealed record ConnectionSummary
{
    /// <summary>Successful connects.</summary>
    public long Opened { get; init; }

    /// <summary>Ended as the client meant to, with a response that it accepts.</summary>
    public long Completed { get; init; }

    /// <summary>Never opened, or ended otherwise.</summary>
    public long Failed { get; init; }

    /// <summary>Connections that the server accepted.</summary>
    public long Accepted { get; init; }

    /// <summary>Failures by name: errno, TIMEOUT, SHORT_BODY, BAD_RESPONSE.</summary>
    public IReadOnlyDictionary<string, long> Errors { get; init; } = new SortedDictionary<string, long>(StringComparer.Ordinal);

    /// <summary>What the built-in server's own calls failed with, by errno name, or BAD_REQUEST.</summary>
    public IReadOnlyDictionary<string, long> ServerErrors { get; init; } = new SortedDictionary<string, long>(StringComparer.Ordinal);
}
