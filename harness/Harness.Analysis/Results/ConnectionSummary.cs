using Harness.Protocol.Counting;

namespace Harness.Analysis.Results;

/// <summary>
/// The clients' connections. Of a client program the segments tell: opened are connects that were answered, completed those that it
/// closed and no RST ended, failed those that were never opened. Of a program on loopback its own count would have everybody's
/// connections in it: what the built-in other side counted stands for it, and what that cannot tell is null. So is everything of a trial
/// that ended before its first sample.
/// </summary>
public sealed record ConnectionSummary
{
    /// <summary>Connections that the clients opened: successful connects.</summary>
    public long? Opened { get; init; }

    /// <summary>Connections that ended as the client meant to, with a response that it accepts.</summary>
    public long? Completed { get; init; }

    /// <summary>Connections that could not be opened, or ended otherwise.</summary>
    public long? Failed { get; init; }

    /// <summary>Connections that the server accepted.</summary>
    public long? Accepted { get; init; }

    /// <summary>Failures by name: errno, TIMEOUT, SHORT_BODY, BAD_RESPONSE.</summary>
    public IReadOnlyDictionary<string, long> Errors { get; init; } = new SortedDictionary<string, long>(StringComparer.Ordinal);

    /// <summary>What the built-in server's own calls failed with, by errno name, or BAD_REQUEST.</summary>
    public IReadOnlyDictionary<string, long> ServerErrors { get; init; } = new SortedDictionary<string, long>(StringComparer.Ordinal);
}

/// <summary>
/// What the server's program handed to its sockets, and what of it reached the clients' programs: heads and bodies, not TCP's own headers.
/// </summary>
public sealed record ByteSummary
{
    /// <summary>Bytes that the server's writes took, those of a write that failed half-way included.</summary>
    public long Written { get; init; }

    /// <summary>Bytes that the clients' reads returned.</summary>
    public long Received { get; init; }

    /// <summary>Written, but never read: what a reset threw away, on either side or on the way, and what the client left unread.</summary>
    public long Lost { get; init; }

    /// <summary>
    /// Bytes of bodies that either side read and that belong to another connection; null where bodies do not say whose they are.
    /// </summary>
    public long? Foreign { get; init; }
}

/// <summary>How fast the load ran.</summary>
public sealed record RateSummary
{
    /// <summary>Completed connections per second of the load phase; null when the load took no time.</summary>
    public double? ConnectionsPerSecond { get; init; }

    /// <summary>
    /// Responses per second of the load phase that built-in clients received, or else that the built-in server sent; null with neither.
    /// </summary>
    public double? RequestsPerSecond { get; init; }

    /// <summary>How long the load took, in seconds: from the first connection due to the last one ended; null when it took none.</summary>
    public double? LoadSeconds { get; init; }

    /// <summary>
    /// Connections begun after the first failed one that were completed, per second from that failure to the end of the load: what a client
    /// without ports still gets, once its first ones are used up. Null when none failed, or nothing ended later.
    /// </summary>
    public double? AfterFirstFailurePerSecond { get; init; }
}

/// <summary>Durations of the connections.</summary>
public sealed record LatencySummary
{
    /// <summary>connect() until the connection is established; null when no connect of a built-in client succeeded.</summary>
    public DurationSummary? Connect { get; init; }

    /// <summary>
    /// Until the client is done: from when the connection was due in an open load, from its connect() in a closed one; null when no
    /// built-in client completed one.
    /// </summary>
    public DurationSummary? Total { get; init; }

    /// <summary>
    /// Until a response was complete, from its request; on a new connection from when that was due (open load) or from its connect()
    /// (closed load). Null without a response of a built-in client.
    /// </summary>
    public DurationSummary? Request { get; init; }

    /// <summary>How much later than due connections were started; an open load only.</summary>
    public DurationSummary? Behind { get; init; }
}
