using System.Text;

namespace Harness.Protocol.Http;

/// <summary>Writes bodies in chunks (RFC 9112, 7.1).</summary>
/// <param name="chunk">Bytes of the body in each chunk but the last one of a body, at least 1.</param>
public sealed class ChunkedCoding(int chunk)
{
    private const int LineEnd = 2;

    /// <summary>A whole body as it is sent, the last chunk and the trailers included.</summary>
    /// <param name="body">What is to be sent.</param>
    /// <param name="trailers">Fields after the last chunk, such as <c>X-Checksum: 1</c>.</param>
    public byte[] Encode(ReadOnlySpan<byte> body, params IEnumerable<string> trailers)
    {
        var end = Encoding.ASCII.GetBytes($"0\r\n{string.Concat(trailers.Select(t => $"{t}\r\n"))}\r\n");
        using var written = new MemoryStream(LengthOf(body.Length, body.Length) + LineEnd + end.Length);
        for (var at = 0; at < body.Length; at += chunk)
        {
            var part = body[at..Math.Min(body.Length, at + chunk)];
            written.Write(Size(part.Length));
            written.Write(part);
            written.Write("\r\n"u8);
        }

        written.Write(end);
        return written.ToArray();
    }

    /// <summary>How much of an encoded body is sent when so many bytes of the body itself are.</summary>
    /// <param name="body">Bytes of the whole body.</param>
    /// <param name="part">So many of them, counted from its begin.</param>
    public int LengthOf(int body, int part)
    {
        if (part == 0)
        {
            return 0;
        }

        var before = (part - 1) / chunk;
        var begin = before * chunk;
        return (before * (Size(chunk).Length + chunk + LineEnd)) + Size(Math.Min(chunk, body - begin)).Length + part - begin;
    }

    private static byte[] Size(int bytes) => Encoding.ASCII.GetBytes($"{bytes:x}\r\n");
}
