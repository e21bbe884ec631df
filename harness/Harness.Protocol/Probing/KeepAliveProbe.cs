namespace Harness.Protocol.Probing;

/// <summary>What a server did with HTTP/1.1 requests that leave the connection open.</summary>
public sealed record KeepAliveProbe
{
    /// <summary>The first request was answered.</summary>
    public bool Answered { get; init; }

    /// <summary>A second request on the same connection was answered.</summary>
    public required bool Kept { get; init; }

    /// <summary>
    /// Requests after which it closed, whether or not it said so; null when it answered as many as the probe sent, four at most.
    /// </summary>
    public int? RequestLimit { get; init; }

    /// <summary>The status of an answer that nobody asked for, which came before the end of an idle connection; null without one.</summary>
    public int? UnaskedStatus { get; init; }

    /// <summary>
    /// From the last byte of the last response to the server's FIN or RST; null when it did not come while the probe waited.
    /// </summary>
    public double? IdleSeconds { get; init; }

    /// <summary>An RST ended the idle connection, not a FIN.</summary>
    public bool EndedByReset { get; init; }
}
