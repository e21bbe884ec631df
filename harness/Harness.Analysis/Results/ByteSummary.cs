namespace Harness.Analysis.Results;

/// <summary>What the server's program handed to its sockets, and what of it reached the clients' programs: heads and bodies, not TCP's own headers.</summary>
public sealed record ByteSummary
{
    /// <summary>Bytes that the server's writes took, those of a write that failed half-way included.</summary>
    public long Written { get; init; }

    /// <summary>Bytes that the clients' reads returned.</summary>
    public long Received { get; init; }

    /// <summary>Written, but never read: what a reset threw away, on either side or on the way, and what the client left unread.</summary>
    public long Lost { get; init; }
}
