using System.Text;
using Harness.Scenarios.Options;

namespace Harness.Servers;

/// <summary>
/// The bytes of a response, made once: head and body in one piece, so that they leave in one write; and what comes before them.
/// </summary>
internal sealed class Response
{
    // Any will do, as long as it is the same in every run.
    private const int Seed = 20_260_101;

    private readonly DurationDraw? think;
    private readonly Random random = new(Seed);

    public Response(ResponseOptions options, DurationDraw? think = null, bool readsBody = false)
    {
        this.think = think;
        ReadsBody = readsBody;
        Bytes = Build(options);
        LastBytes = options.Connection == ConnectionHeader.KeepAlive ? Build(options with { Connection = ConnectionHeader.Close }) : Bytes;
    }

    /// <summary>What answers a request.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>What answers the last request that a connection may carry: it takes <c>Connection: keep-alive</c> back.</summary>
    public ReadOnlyMemory<byte> LastBytes { get; }

    /// <summary>What says that a request's body is wanted (RFC 9110, 15.2.1).</summary>
    public static ReadOnlyMemory<byte> Continue { get; } = "HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray();

    /// <summary>Whether a request's body is read before the answer.</summary>
    public bool ReadsBody { get; }

    /// <summary>How long the server works on the next answer; null: not at all. Safe for threads.</summary>
    public TimeSpan? Think()
    {
        if (think is null)
        {
            return null;
        }

        lock (random)
        {
            return think.Next(random);
        }
    }

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
        if (options.Chunked > 0)
        {
            head.Append("Transfer-Encoding: chunked\r\n");
        }
        else if (options.ContentLength.IsPresent)
        {
            head.Append($"Content-Length: {Math.Max(0L, (long)options.Body + options.ContentLength.Offset)}\r\n");
        }

        var body = new byte[options.Body];
        for (var at = 0; at < options.Body; at++)
        {
            // The C sample's text over and over: the first 6 bytes are exactly its body.
            body[at] = "hello\n"u8[at % 6];
        }

        byte[] start = Encoding.ASCII.GetBytes(head.Append("\r\n").ToString());
        return [.. start, .. options.Chunked > 0 ? InChunks(body, options) : body];
    }

    private static IEnumerable<byte> InChunks(byte[] body, ResponseOptions options)
    {
        var chunks = body.Chunk(options.Chunked)
            .SelectMany(c => (byte[])[.. Encoding.ASCII.GetBytes($"{c.Length:x}\r\n"), .. c, .. "\r\n"u8]);
        return chunks.Concat(Encoding.ASCII.GetBytes($"0\r\n{string.Concat(options.Trailers.Select(t => $"{t}\r\n"))}\r\n"));
    }
}
