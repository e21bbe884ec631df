using System.Text.Json.Serialization;

namespace Harness.Analysis.Results;

/// <summary>TIME_WAITs of one side. A snapshot (peak, final) is not the number entered: they are replaced silently when a port comes back.</summary>
public sealed record TimeWaitSummary
{
    /// <summary>How many were entered from start to census.</summary>
    public long Entered { get; init; }

    /// <summary>Where <see cref="Entered"/> came from.</summary>
    public EnteredSource EnteredFrom { get; init; }

    /// <summary>The most in any sample.</summary>
    public long Peak { get; init; }

    /// <summary>In the census at the end, or in the last sample of a run that drained or broke off.</summary>
    public long Final { get; init; }

    /// <summary>Refused because of tcp_max_tw_buckets; the connection ends without one, and nobody gets an error. Null on loopback, where both sides share the counter.</summary>
    public long? Overflow { get; init; }
}

/// <summary>Where a number of entered TIME_WAITs came from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EnteredSource>))]
public enum EnteredSource
{
    /// <summary>Nothing was seen.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>The namespace's own counter, which this kernel counts at entry.</summary>
    [JsonStringEnumMemberName("counter")]
    Counter,

    /// <summary>The census, in which every connection was still to be seen.</summary>
    [JsonStringEnumMemberName("census")]
    Census,

    /// <summary>What the built-in server and clients saw, because the counter is shared (loopback) or counts at expiry.</summary>
    [JsonStringEnumMemberName("roles")]
    Roles,
}
