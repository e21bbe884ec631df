namespace Harness.Model.Results;

/// <summary>The clients' connections.</summary>
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
}
