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
    private readonly (byte[] Bytes, byte[] LastBytes) unmarked;
    private readonly ChunkedCoding? chunks;
    private readonly PerMark<(byte[] Bytes, byte[] LastBytes)> marked;
    private readonly ResponseOptions options;

    /// <param name="server">How the server answers.</param>
    /// <param name="marksBodies">Whether bodies say which connection they belong to.</param>
    public Response(ServerOptions server, bool marksBodies = false)
    {
        MarksBodies = marksBodies;
        think = server.Think;
        random = new(server.Seed);
        ReadsBody = server.ReadsBody;
        // Of another seed, so that faults and think times do not follow each other.
        Faults = server.Faults.Count > 0 ? new(server.Faults, server.Seed + 1) : null;
        options = server.Response;
        body = options.Body;
        chunks = options.Chunked > 0 ? new(options.Chunked) : null;
        var sent = BodyBytes(mark: null);
        sentBody = sent.Length;
        unmarked = Whole(sent);
        marked = new(mark => Whole(BodyBytes(mark)));
    }

    /// <summary>Whether bodies say which connection they belong to.</summary>
    public bool MarksBodies { get; }

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

    /// <summary>What answers a request.</summary>
    /// <param name="isLast">
    /// The connection may carry no other one: the answer takes <c>Connection: keep-alive</c> back.
    /// </param>
    /// <param name="mark">The character of which the connection's bodies consist; null when it has none.</param>
    public ReadOnlyMemory<byte> Bytes(bool isLast, byte? mark)
    {
        var (usual, last) = mark is { } own ? marked.Of(own) : unmarked;
        return isLast ? last : usual;
    }

    /// <summary>The head and so many bytes of the body of an answer.</summary>
    public ReadOnlyMemory<byte> Part(ReadOnlyMemory<byte> whole, int bytes) =>
        whole[..(whole.Length - sentBody + (chunks?.LengthOf(body, bytes) ?? bytes))];

    /// <summary>The head and half of the body of an answer.</summary>
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

    private (byte[] Bytes, byte[] LastBytes) Whole(byte[] sent)
    {
        byte[] usual = [.. Head(options), .. sent];
        return (usual, options.Connection == ConnectionHeader.KeepAlive
            ? [.. Head(options with { Connection = ConnectionHeader.Close }), .. sent]
            : usual);
    }

    private byte[] BodyBytes(byte? mark)
    {
        var text = new byte[body];
        for (var at = 0; at < body; at++)
        {
            // The C sample's text over and over: the first 6 bytes are exactly its body.
            text[at] = mark ?? "hello\n"u8[at % 6];
        }

        return chunks?.Encode(text, options.Trailers) ?? text;
    }
}
