using System.Text;
using Harness.Scenarios.Options;

namespace Harness.Servers;

/// <summary>The bytes of a response, made once: head and body in one piece, so that they leave in one write.</summary>
internal sealed class Response
{
    public Response(ResponseOptions options)
    {
        Bytes = Build(options);
        LastBytes = options.Connection == ConnectionHeader.KeepAlive ? Build(options with { Connection = ConnectionHeader.Close }) : Bytes;
    }

    /// <summary>What answers a request.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>What answers the last request that a connection may carry: it takes <c>Connection: keep-alive</c> back.</summary>
    public ReadOnlyMemory<byte> LastBytes { get; }

    private static byte[] Build(ResponseOptions options)
    {
        var head = new StringBuilder(options.Http == HttpVersion.Http10 ? "HTTP/1.0" : "HTTP/1.1").Append(" 200 OK\r\n");
        head.Append(options.Connection switch
        {
            ConnectionHeader.Close => "Connection: close\r\n",
            ConnectionHeader.KeepAlive => "Connection: keep-alive\r\n",
            _ => "",
        });
        head.Append("Content-Type: text/html\r\n");
        if (options.ContentLength.IsPresent)
        {
            head.Append($"Content-Length: {Math.Max(0L, (long)options.Body + options.ContentLength.Offset)}\r\n");
        }

        var bytes = new byte[head.Append("\r\n").Length + options.Body];
        Encoding.ASCII.GetBytes(head.ToString(), bytes);
        for (var at = 0; at < options.Body; at++)
        {
            // The C sample's text over and over: the first 6 bytes are exactly its body.
            bytes[head.Length + at] = "hello\n"u8[at % 6];
        }

        return bytes;
    }
}
