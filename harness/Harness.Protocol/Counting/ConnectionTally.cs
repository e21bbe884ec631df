namespace Harness.Protocol.Counting;

/// <summary>Connections of one side so far. A connection is counted once as completed or failed, when this side is done with it.</summary>
public sealed record ConnectionTally
{
    /// <summary>Client: successful connects. Server: accepted.</summary>
    public long Opened { get; init; }

    /// <summary>Ended as its policy meant it to, with a response that this client accepts.</summary>
    public long Completed { get; init; }

    /// <summary>Never opened, or ended otherwise: reset, short, timed out.</summary>
    public long Failed { get; init; }

    /// <summary>Failures by errno name (ECONNRESET), or by TIMEOUT, SHORT_BODY, BAD_RESPONSE.</summary>
    public IReadOnlyDictionary<string, long> Errors { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>Those of several nodes together; null where one of them is not known, and of none.</summary>
    public static ConnectionTally? Sum(IEnumerable<ConnectionTally?> all) =>
        all.DefaultIfEmpty().Aggregate((a, b) => a is null || b is null ? null : a.And(b));

    /// <summary>This and <paramref name="other"/> together.</summary>
    public ConnectionTally And(ConnectionTally other) => new()
    {
        Opened = Opened + other.Opened,
        Completed = Completed + other.Completed,
        Failed = Failed + other.Failed,
        Errors = Errors.Concat(other.Errors)
            .GroupBy(e => e.Key, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(e => e.Value), StringComparer.Ordinal),
    };
}
