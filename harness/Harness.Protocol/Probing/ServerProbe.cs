namespace Harness.Protocol.Probing;

/// <summary>What a probe found out about a server of this machine: <c>probe server --json</c>.</summary>
public sealed record ServerProbe
{
    /// <summary>What was asked for, as the user gave it.</summary>
    public required string Url { get; init; }

    /// <summary>The longest that the probe waited for anything.</summary>
    public required double WaitSeconds { get; init; }

    /// <summary>A request with <c>Connection: close</c>.</summary>
    public required EndingProbe WithClose { get; init; }

    /// <summary>Requests that leave the connection open.</summary>
    public required KeepAliveProbe KeepAlive { get; init; }

    /// <summary>A POST whose body never comes to its end; null when the server waited for it for as long as the probe did.</summary>
    public required EndingProbe? UnreadBody { get; init; }

    /// <summary>The built-in clients.</summary>
    public required IReadOnlyList<ProfileProbe> Clients { get; init; }

    /// <summary>
    /// What connect() failed with when the server was gone on the way, ECONNREFUSED; null when it was there to the end. Then clients are
    /// missing.
    /// </summary>
    public string? Gone { get; init; }

    /// <summary>The same in words, a sentence each.</summary>
    public IReadOnlyList<string> Verdict { get; init; } = [];
}
