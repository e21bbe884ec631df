using System.Text.Json.Serialization;

namespace Harness.Protocol.Counting;

/// <summary>When this kernel counts a TIME_WAIT in <c>TcpExt: TW</c>; found by a trial connection, not assumed from the version.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CounterMeaning>))]
public enum CounterMeaning
{
    /// <summary>It could not be found out.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    /// <summary>When the socket enters the state (seen on Linux 6.18).</summary>
    [JsonStringEnumMemberName("entry")]
    Entry,

    /// <summary>When the socket leaves it, 60 s later (seen on Linux 5.15).</summary>
    [JsonStringEnumMemberName("expiry")]
    Expiry,
}
