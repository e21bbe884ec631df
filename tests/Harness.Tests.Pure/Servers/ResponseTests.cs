using System.Text;
using Harness.Scenarios.Options;
using Harness.Servers;

namespace Harness.Tests.Pure.Servers;

/// <summary>The literal bytes of the responses.</summary>
public sealed class ResponseTests
{
    public static TheoryData<ResponseOptions, string> Texts { get; } = new()
    {
        { new(), "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\nhello\n" },
        {
            new() { Http = HttpVersion.Http10, Connection = ConnectionHeader.None },
            "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\nhello\n"
        },
        {
            new() { Connection = ConnectionHeader.KeepAlive, Body = 0 },
            "HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n"
        },
        {
            new() { Body = 14, Chunked = 10, Trailers = ["X-Sum: 1"] },
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "a\r\nhello\nhell\r\n4\r\no\nhe\r\n0\r\nX-Sum: 1\r\n\r\n"
        },
        {
            new() { Body = 0, Chunked = 10 },
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        },
        {
            new() { ContentLength = ContentLength.Missing, Body = 8 },
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html\r\n\r\nhello\nhe"
        },
        {
            new() { ContentLength = new(IsPresent: true, 50) },
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html\r\nContent-Length: 56\r\n\r\nhello\n"
        },
        {
            new() { ContentLength = new(IsPresent: true, -3) },
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html\r\nContent-Length: 3\r\n\r\nhello\n"
        },
        {
            new() { ContentLength = new(IsPresent: true, -9) },
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\nhello\n"
        },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Response_IsTheseBytes(ResponseOptions options, string text) =>
        Text(Of(options).Bytes(isLast: false, mark: null)).ShouldBe(text);

    [Fact]
    public void LastResponseOfAConnectionKeptAlive_SaysClose()
    {
        var response = Of(new() { Connection = ConnectionHeader.KeepAlive });
        Text(response.Bytes(isLast: false, mark: null)).ShouldContain("Connection: keep-alive\r\n");
        Text(response.Bytes(isLast: true, mark: null)).ShouldContain("Connection: close\r\n");
    }

    [Fact]
    public void LastResponse_IsLikeTheOthers_WhereNothingWasPromised()
    {
        var response = Of(new() { Connection = ConnectionHeader.None });
        response.Bytes(isLast: true, mark: null).ShouldBe(response.Bytes(isLast: false, mark: null));
    }

    private static Response Of(ResponseOptions options) => new(new ServerOptions { Response = options });

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.ASCII.GetString(bytes.Span);
}
