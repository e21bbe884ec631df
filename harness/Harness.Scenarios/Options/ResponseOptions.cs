using System.Text.Json.Serialization;

namespace Harness.Scenarios.Options;

/// <summary>What the test server answers to every request.</summary>
public sealed record ResponseOptions
{
    /// <summary>Bytes of the longest body, 64 MiB.</summary>
    public const int LongestBody = 64 << 20;

    /// <summary>Bytes of the body, 0 to 64 MiB; default 6, the C sample's <c>hello\n</c>.</summary>
    public int Body { get; init; } = 6;

    /// <summary>What the Content-Length field says of that body.</summary>
    public ContentLength ContentLength { get; init; } = ContentLength.Exact;

    /// <summary>
    /// Bytes of each chunk, 1 to 64 MiB: the body is sent chunked (RFC 9112, 7.1), without Content-Length. 0: it is not.
    /// </summary>
    public int Chunked { get; init; }

    /// <summary>Fields after the last chunk, as sent, in order, such as <c>X-Checksum: 1</c>.</summary>
    public IReadOnlyList<string> Trailers { get; init; } = [];

    /// <summary>How the body goes out in pieces; null: in one.</summary>
    public DribbleOptions? Dribble { get; init; }

    /// <summary>The version on the status line.</summary>
    public HttpVersion Http { get; init; } = HttpVersion.Http11;

    /// <summary>The Connection field; default close, as in the C sample.</summary>
    public ConnectionHeader Connection { get; init; } = ConnectionHeader.Close;
}

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

/// <summary>The Connection header field of a request or a response (RFC 9110, 7.6.1).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConnectionHeader>))]
public enum ConnectionHeader
{
    /// <summary>No such field is sent.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary><c>Connection: close</c> is sent.</summary>
    [JsonStringEnumMemberName("close")]
    Close,

    /// <summary><c>Connection: keep-alive</c> is sent.</summary>
    [JsonStringEnumMemberName("keep_alive")]
    KeepAlive,
}
