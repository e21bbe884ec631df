using System.Text.Json.Serialization;

namespace Harness.Scenarios.Options;

/// <summary>The version on a request or status line.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HttpVersion>))]
public enum HttpVersion
{
    /// <summary>HTTP/1.0: the connection ends with the response unless both say keep-alive.</summary>
    [JsonStringEnumMemberName("1.0")]
    Http10,

    /// <summary>HTTP/1.1: the connection stays unless one says close.</summary>
    [JsonStringEnumMemberName("1.1")]
    Http11,
}
