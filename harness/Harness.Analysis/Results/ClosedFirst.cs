using System.Text.Json.Serialization;

namespace Harness.Analysis.Results;

/// <summary>Every opened connection, classed by who closed first.</summary>
public sealed record ClosedFirst
{
    /// <summary>The server's FIN came first: it holds the TIME_WAIT.</summary>
    public long Server { get; init; }

    /// <summary>The client's FIN came first: it holds the TIME_WAIT.</summary>
    public long Client { get; init; }

    /// <summary>The FINs crossed: both hold a TIME_WAIT.</summary>
    public long Both { get; init; }

    /// <summary>Ended by an RST: nobody holds one.</summary>
    public long Reset { get; init; }

    /// <summary>Those of <see cref="Reset"/> in which the server had sent its FIN before; null where no segments were seen.</summary>
    public long? ResetAfterServerFin { get; init; }

    /// <summary>Those of <see cref="Reset"/> in which the client had sent its FIN before; null where no segments were seen.</summary>
    public long? ResetAfterClientFin { get; init; }

    /// <summary>
    /// Those of <see cref="ResetAfterServerFin"/> in which data met a server that had closed; null where no segments were seen.
    /// </summary>
    public long? DataAfterServerFin { get; init; }

    /// <summary>
    /// Those of <see cref="ResetAfterClientFin"/> in which data met a client that had closed; null where no segments were seen.
    /// </summary>
    public long? DataAfterClientFin { get; init; }

    /// <summary>
    /// Connections whose client sent its FIN when nothing of an answer had arrived, whoever closed first; null where no segments were seen.
    /// </summary>
    public long? ClientBeforeAnswer { get; init; }

    /// <summary>Not known, or still open.</summary>
    public long Unknown { get; init; }

    /// <summary>Where this came from.</summary>
    public ClosedFirstSource Source { get; init; }

    /// <summary>Several trials together, without a source.</summary>
    public static ClosedFirst Sum(IEnumerable<ClosedFirst> all) => all.Aggregate(new ClosedFirst(), (sum, c) => new()
    {
        Server = sum.Server + c.Server,
        Client = sum.Client + c.Client,
        Both = sum.Both + c.Both,
        Reset = sum.Reset + c.Reset,
        ResetAfterServerFin = (sum.ResetAfterServerFin ?? 0) + c.ResetAfterServerFin,
        ResetAfterClientFin = (sum.ResetAfterClientFin ?? 0) + c.ResetAfterClientFin,
        DataAfterServerFin = (sum.DataAfterServerFin ?? 0) + c.DataAfterServerFin,
        ClientBeforeAnswer = (sum.ClientBeforeAnswer ?? 0) + c.ClientBeforeAnswer,
        DataAfterClientFin = (sum.DataAfterClientFin ?? 0) + c.DataAfterClientFin,
        Unknown = sum.Unknown + c.Unknown,
    });

    /// <summary>Connections of which it is known how they ended: what shares are shares of.</summary>
    public long Known() => Server + Client + Both + Reset;
}

/// <summary>Where the classes of <see cref="ClosedFirst"/> came from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClosedFirstSource>))]
public enum ClosedFirstSource
{
    /// <summary>Nothing was seen.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>The segments that opened and ended every connection: SYN, FIN and RST.</summary>
    [JsonStringEnumMemberName("segments")]
    Segments,

    /// <summary>Every connection's sockets were still there at the end and were matched by 4-tuple.</summary>
    [JsonStringEnumMemberName("census")]
    Census,

    /// <summary>The kernel's counters of both namespaces, exact where none is shared and nothing was reset.</summary>
    [JsonStringEnumMemberName("counters")]
    Counters,

    /// <summary>What the built-in server and clients saw of their own sockets just before they closed.</summary>
    [JsonStringEnumMemberName("roles")]
    Roles,
}
