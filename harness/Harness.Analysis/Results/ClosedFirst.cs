using System.Text.Json.Serialization;

namespace Harness.Analysis.Results;

/// <summary>
/// Every opened connection, classed by who closed first. Where nothing was seen, its file has null for the 0 that stands here; those of
/// earlier versions have 0.
/// </summary>
public sealed record ClosedFirst
{
    /// <summary>The server's FIN came first: it holds the TIME_WAIT.</summary>
    [JsonIgnore]
    public long Server { get; init; }

    [JsonInclude]
    [JsonPropertyName("server")]
    internal long? SeenServer { get => Seen(Server); init => Server = value ?? 0; }

    /// <summary>The client's FIN came first: it holds the TIME_WAIT.</summary>
    [JsonIgnore]
    public long Client { get; init; }

    [JsonInclude]
    [JsonPropertyName("client")]
    internal long? SeenClient { get => Seen(Client); init => Client = value ?? 0; }

    /// <summary>The FINs crossed: both hold a TIME_WAIT.</summary>
    [JsonIgnore]
    public long Both { get; init; }

    [JsonInclude]
    [JsonPropertyName("both")]
    internal long? SeenBoth { get => Seen(Both); init => Both = value ?? 0; }

    /// <summary>Ended by an RST: nobody holds one.</summary>
    [JsonIgnore]
    public long Reset { get; init; }

    [JsonInclude]
    [JsonPropertyName("reset")]
    internal long? SeenReset { get => Seen(Reset); init => Reset = value ?? 0; }

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
    [JsonIgnore]
    public long Unknown { get; init; }

    [JsonInclude]
    [JsonPropertyName("unknown")]
    internal long? SeenUnknown { get => Seen(Unknown); init => Unknown = value ?? 0; }

    /// <summary>Where this came from.</summary>
    public ClosedFirstSource Source { get; init; }

    /// <summary>Several trials together, without a source.</summary>
    public static ClosedFirst Sum(IEnumerable<ClosedFirst> all)
    {
        List<ClosedFirst> each = [.. all];
        return new()
        {
            Server = each.Sum(c => c.Server),
            Client = each.Sum(c => c.Client),
            Both = each.Sum(c => c.Both),
            Reset = each.Sum(c => c.Reset),
            ResetAfterServerFin = Known(c => c.ResetAfterServerFin),
            ResetAfterClientFin = Known(c => c.ResetAfterClientFin),
            DataAfterServerFin = Known(c => c.DataAfterServerFin),
            DataAfterClientFin = Known(c => c.DataAfterClientFin),
            ClientBeforeAnswer = Known(c => c.ClientBeforeAnswer),
            Unknown = each.Sum(c => c.Unknown),
        };

        // Where one of them saw no segments, nothing is known of all.
        long? Known(Func<ClosedFirst, long?> count) => each.Count == 0 || each.Exists(c => count(c) is null) ? null : each.Sum(count);
    }

    /// <summary>Whether a count of 0 says that there was none.</summary>
    public bool IsSeen() => Source != ClosedFirstSource.None || Known() + Unknown > 0;

    /// <summary>Connections of which it is known how they ended: what shares are shares of.</summary>
    public long Known() => Server + Client + Both + Reset;

    private long? Seen(long count) => IsSeen() ? count : null;
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
