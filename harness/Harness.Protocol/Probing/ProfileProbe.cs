namespace Harness.Protocol.Probing;

/// <summary>Who ended with TIME_WAIT when a built-in client used a probed server.</summary>
public sealed record ProfileProbe
{
    /// <summary>The client's name in scenarios.</summary>
    public required string Client { get; init; }

    /// <summary>
    /// Whether its requests ask the server to close: by <c>Connection: close</c>, or in HTTP/1.0 by not asking for keep-alive.
    /// </summary>
    public bool AsksToClose { get; init; }

    /// <summary>Connections with a request that were opened.</summary>
    public required long Connections { get; init; }

    /// <summary>
    /// Those of them with a TIME_WAIT on the server's side; null when the server's sockets are not in this network namespace.
    /// </summary>
    public required long? ServerTimeWait { get; init; }

    /// <summary>Those with one on the client's side; a connection whose FINs crossed has both.</summary>
    public required long ClientTimeWait { get; init; }

    /// <summary>Those with one on either side.</summary>
    public long Both { get; init; }

    /// <summary>Those that left none on either side, because an RST ended them, after a FIN or instead of one.</summary>
    public required long Reset { get; init; }

    /// <summary>Those of which an end was still open when the probe looked.</summary>
    public long Open { get; init; }

    /// <summary>Connections that failed, by name: TIMEOUT ends the profile, whose client would wait for the server for longer.</summary>
    public required IReadOnlyDictionary<string, long> Errors { get; init; }
}
