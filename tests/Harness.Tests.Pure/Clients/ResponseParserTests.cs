using System.Text;
using Harness.Clients.Connections;

namespace Harness.Tests.Pure.Clients;

/// <summary>The end of a response is found wherever the bytes are cut.</summary>
public sealed class ResponseParserTests
{
    private const string Exact = "HTTP/1.1 200 OK\r\nConnection: keep-alive\r\ncontent-length:  6 \r\n\r\nhello\n";

    // The C sample ends its lines in LF alone.
    private const string CSample = "HTTP/1.1 200 OK\nConnection: close\nContent-type: text/html\nContent-length: 6\n\nhello\n";

    private const string Chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "2\r\nhe\r\n4;note=x\r\nllo\n\r\n0\r\nTrailer: t\r\n\r\n";

    // What a server sends before its answer, RFC 9110, 15.2: an upload may begin, links may be fetched early.
    private const string Interim =
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </s.css>; rel=preload\r\nConnection: close\r\n\r\n";

    [Theory]
    [InlineData(Interim + Exact, false)]
    [InlineData(Interim + CSample, true)]
    [InlineData(Exact, false)]
    [InlineData(CSample, true)]
    [InlineData(Chunked, false)]
    public void ResponseCutAtAnyByte_IsCompleteAtItsLastByteAndNotBefore(string response, bool isLast)
    {
        for (var cut = 1; cut < response.Length; cut++)
        {
            var parser = Started();
            Take(parser, response[..cut]).ShouldBe(cut);
            parser.IsComplete.ShouldBeFalse();
            Take(parser, response[cut..]).ShouldBe(response.Length - cut);
            parser.IsComplete.ShouldBeTrue();
            parser.IsLast.ShouldBe(isLast);
        }
    }

    [Fact]
    public void BytesOfTheNextResponse_AreLeft()
    {
        var parser = Started();
        Take(parser, Exact + "HTTP/1.1 ").ShouldBe(Exact.Length);
        parser.Start();
        Take(parser, Exact).ShouldBe(Exact.Length);
        parser.IsComplete.ShouldBeTrue();
    }

    [Fact]
    public void MissingLength_IsNeverComplete_NorShort_AndTheLast()
    {
        var parser = Started();
        Take(parser, "HTTP/1.1 200 OK\r\n\r\n" + new string('x', 1000)).ShouldBe(1019);
        (parser.IsHeadComplete, parser.IsComplete, parser.IsShort, parser.IsLast).ShouldBe((true, false, false, true));
    }

    [Fact]
    public void LengthLargerThanTheBody_IsShort()
    {
        var parser = Started();
        Take(parser, "HTTP/1.1 200 OK\r\nContent-Length: 56\r\n\r\nhello\n");
        (parser.IsComplete, parser.IsShort).ShouldBe((false, true));
    }

    [Fact]
    public void ChunksWithoutTheLastOne_AreShort()
    {
        var parser = Started();
        Take(parser, Chunked[..^20]);
        (parser.IsComplete, parser.IsShort).ShouldBe((false, true));
    }

    [Fact]
    public void AStatusWithoutBody_IsCompleteWithTheHead_WhateverItsFieldsLack()
    {
        var parser = Started();
        Take(parser, "HTTP/1.1 304 Not Modified\r\n\r\n");
        (parser.IsComplete, parser.IsLast).ShouldBe((true, false));
    }

    [Theory]
    [InlineData("HTTP/1.1 304 Not Modified\r\nContent-Length: 5000\r\n\r\n")]
    [InlineData("HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n")]
    public void AStatusWithoutBody_HasNone_WhateverItsFieldsSay(string head)
    {
        var parser = Started();
        Take(parser, head + Exact).ShouldBe(head.Length);
        (parser.IsComplete, parser.IsLast).ShouldBe((true, false));
    }

    [Fact]
    public void AnInterimResponseAlone_IsNoHead()
    {
        var parser = Started();
        Take(parser, Interim);
        (parser.IsHeadComplete, parser.IsComplete).ShouldBe((false, false));
    }

    [Fact]
    public void ASwitchOfProtocols_IsFinal_AndTheLast()
    {
        var parser = Started();
        Take(parser, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n");
        (parser.IsHeadComplete, parser.IsLast).ShouldBe((true, true));
    }

    [Fact]
    public void LengthOfZero_IsCompleteWithTheHead()
    {
        var parser = Started();
        Take(parser, "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n");
        (parser.IsComplete, parser.IsShort).ShouldBe((true, false));
    }

    [Theory]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n", true)]
    [InlineData("HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 0\r\n\r\n", false)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", false)]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 0\r\n\r\n", true)]
    public void WhetherItIsTheLast_DependsOnVersionAndConnectionField(string head, bool isLast)
    {
        var parser = Started();
        Take(parser, head);
        parser.IsLast.ShouldBe(isLast);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("HTTP/1.1\r\n")]
    [InlineData("HTTP/1.1 2x0 OK\r\n")]
    [InlineData("\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 6, 6\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n")]
    public void WhatIsNoResponse_IsRefused(string bytes) => Should.Throw<InvalidDataException>(() => Take(Started(), bytes));

    [Fact]
    public void EndlessLine_IsRefused() => Should.Throw<InvalidDataException>(() => Take(Started(), new string('x', 20_000)));

    private static ResponseParser Started()
    {
        var parser = new ResponseParser();
        parser.Start();
        return parser;
    }

    private static int Take(ResponseParser parser, string bytes) => parser.Take(Encoding.ASCII.GetBytes(bytes));
}
