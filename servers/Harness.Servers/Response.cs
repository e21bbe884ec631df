using System.Text;
using Harness.Protocol.Http;
using Harness.Scenarios.Options;
using Harness.Servers.Faults;

namespace Harness.Servers;

/// <summary>
/// The bytes of a response, made once: head and body in one piece, so that they leave in one write; and what comes before them.
/// </summary>
internal sealed class Response
{
    private readonly DurationDraw? think;
    private readonly Random random;
    private readonly int body;
    private readonly int sentBody;
    private readonly ChunkedCoding? chunks;

    public Response(ServerOptions options)
    {
        think = options.Think;
        random = new(options.Seed);
        ReadsBody = options.ReadsBody;
        // Of another seed, so that faults and think times do not follow each other.
        Faults = options.Faults.Count > 0 ? new(options.Faults, options.Seed + 1) : null;
        var response = options.Response;
        body = response.Body;
        chunks = response.Chunked > 0 ? new(response.Chunked) : null;
        var sent = BodyBytes(response);
        sentBody = sent.Length;
        Bytes = (byte[])[.. Head(response), .. sent];
        LastBytes = response.Connection == ConnectionHeader.KeepAlive
            ? (byte[])[.. Head(response with { Connection = ConnectionHeader.Close }), .. sent]
            : Bytes;
    }

    /// <summary>What answers a request.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>What answers the last request that a connection may carry: it takes <c>Connection: keep-alive</c> back.</summary>
    public ReadOnlyMemory<byte> LastBytes { get; }

    /// <summary>What says that a request's body is wanted (RFC 9110, 15.2.1).</summary>
    public static ReadOnlyMemory<byte> Continue { get; } = "HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray();

    /// <summary>Whether a request's body is read before the answer.</summary>
    public bool ReadsBody { get; }

    /// <summary>What befalls the answers; null: nothing.</summary>
    public FaultSequence? Faults { get; }

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

    /// <summary>The head and so many bytes of the body of <see cref="Bytes"/> or <see cref="LastBytes"/>.</summary>
    public ReadOnlyMemory<byte> Part(ReadOnlyMemory<byte> whole, int bytes) =>
        whole[..(whole.Length - sentBody + (chunks?.LengthOf(body, bytes) ?? bytes))];

    /// <summary>The head and half of the body of <see cref="Bytes"/> or <see cref="LastBytes"/>.</summary>
    public ReadOnlyMemory<byte> Half(ReadOnlyMemory<byte> whole) => Part(whole, body / 2);

    private static byte[] Head(ResponseOptions options)
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

        return Encoding.ASCII.GetBytes(head.Append("\r\n").ToString());
    }

    private byte[] BodyBytes(ResponseOptions options)
    {
        var bytes = new byte[body];
        for (var at = 0; at < body; at++)
        {
            // The C sample's text over and over: the first 6 bytes are exactly its body.
            bytes[at] = "hello\n"u8[at % 6];
        }

        return chunks?.Encode(bytes, options.Trailers) ?? bytes;
    }
}
