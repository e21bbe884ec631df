using System.Text.Json.Serialization;

namespace Harness.Scenarios.Options;

/// <summary>The Connection header field of a request or a response (RFC 9110, 7.6.1).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConnectionHeader>))]
public enum ConnectionHeader
{
    /// <summary>No such field is sent.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary><c>Connection: close</c>.</summary>
    [JsonStringEnumMemberName("close")]
    Close,

    /// <summary><c>Connection: keep-alive</c>.</summary>
    [JsonStringEnumMemberName("keep_alive")]
    KeepAlive,
}
