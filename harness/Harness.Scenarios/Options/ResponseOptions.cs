namespace Harness.Scenarios.Options;

/// <summary>What the test server answers to every request.</summary>
public sealed record ResponseOptions
{
    /// <summary>Bytes of the body, 0 to 64 MiB; default 6, the C sample's <c>hello\n</c>.</summary>
    public int Body { get; init; } = 6;

    /// <summary>What the Content-Length field says of that body.</summary>
    public ContentLength ContentLength { get; init; } = ContentLength.Exact;

    /// <summary>The version on the status line.</summary>
    public HttpVersion Http { get; init; } = HttpVersion.Http11;

    /// <summary>The Connection field; default close, as in the C sample.</summary>
    public ConnectionHeader Connection { get; init; } = ConnectionHeader.Close;
}
