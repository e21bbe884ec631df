namespace Harness.Protocol.Probing;

/// <summary>What a server did with HTTP/1.1 requests that leave the connection open.</summary>
public sealed record KeepAliveProbe
{
    /// <summary>A second request on the same connection was answered.</summary>
    public required bool Kept { get; init; }

    /// <summary>
    /// From the last byte of the last response to the server's FIN or RST; null when it did not come while the probe waited.
    /// </summary>
    public double? IdleSeconds { get; init; }

    /// <summary>An RST ended the idle connection, not a FIN.</summary>
    public bool EndedByReset { get; init; }
}
