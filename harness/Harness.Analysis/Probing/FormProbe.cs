using Harness.Analysis.Results;
using Harness.Protocol.Counting;

namespace Harness.Analysis.Probing;

/// <summary>What a client program did with one form of response.</summary>
public sealed record FormProbe
{
    /// <summary>
    /// exact, smaller, smaller_large_body, larger, missing: what Content-Length says of the body; keep_alive: exact, and the server takes
    /// more requests.
    /// </summary>
    public required string Form { get; init; }

    /// <summary>Runs that were made: after one that timed out there are no more of this form.</summary>
    public required long Runs { get; init; }

    /// <summary>Connections that it opened in all runs.</summary>
    public required long Connections { get; init; }

    /// <summary>The same per run.</summary>
    public double ConnectionsPerRun => Math.Round((double)Connections / Runs, 2);

    /// <summary>Requests that were answered.</summary>
    public required long Requests { get; init; }

    /// <summary>Who closed first.</summary>
    public required ClosedFirst ClosedFirst { get; init; }

    /// <summary>
    /// From the last byte written to the client's FIN, in microseconds, of the connections that the client closed first; null when there
    /// was none.
    /// </summary>
    public DurationSummary? ThinkTimeUs { get; init; }

    /// <summary>How many runs ended with each exit code.</summary>
    public required IReadOnlyDictionary<string, long> ExitCodes { get; init; }

    /// <summary>Runs that were ended because their time was up.</summary>
    public required long TimedOut { get; init; }
}
