using System.Buffers;
using System.Globalization;
using System.Text;
using Harness.Protocol.Http;

namespace Harness.Servers.Transports;

/// <summary>What the head of a request says of its body.</summary>
/// <param name="ContentLength">Bytes of the body; 0 without that field.</param>
/// <param name="IsChunked">The body comes in chunks.</param>
/// <param name="ExpectsContinue">The client waits for a 100 before it sends the body.</param>
/// <param name="Mark">The character of which the connection's bodies consist; null when it names none.</param>
internal sealed record RequestHead(long ContentLength, bool IsChunked, bool ExpectsContinue, byte? Mark)
{
    /// <summary>A longer head is refused; the request of a browser is a tenth of this.</summary>
    public const int MaxBytes = 16384;

    /// <summary>The empty line (RFC 9112, 2.1).</summary>
    public static ReadOnlySpan<byte> End => "\r\n\r\n"u8;

    /// <summary>Reads a whole head.</summary>
    /// <exception cref="InvalidDataException">
    /// The body has no length, one that is no number, or two ends: a client that names both may mean to hide a request (RFC 9112, 6.3).
    /// </exception>
    public static RequestHead Parse(ReadOnlySequence<byte> head)
    {
        var fields = Encoding.Latin1.GetString(head).Split("\r\n").Skip(1).Select(l => l.Split(':', 2)).Where(f => f.Length == 2);
        var (length, isChunked, expects, mark) = ((long?)null, false, false, (byte?)null);
        foreach (var (name, value) in fields.Select(f => (f[0].ToUpperInvariant(), f[1].Trim())))
        {
            switch (name)
            {
                case "CONTENT-LENGTH" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number):
                    length = number;
                    break;
                case "TRANSFER-ENCODING" when value.Equals("chunked", StringComparison.OrdinalIgnoreCase):
                    isChunked = true;
                    break;
                case "CONTENT-LENGTH" or "TRANSFER-ENCODING":
                    throw new InvalidDataException();
                case "EXPECT":
                    expects = value.Equals("100-continue", StringComparison.OrdinalIgnoreCase);
                    break;
                case "BODY-MARK":
                    mark = BodyMark.Parse(value);
                    break;
            }
        }

        return isChunked && length is not null ? throw new InvalidDataException() : new(length ?? 0, isChunked, expects, mark);
    }

    /// <summary>The body that follows, none of which has come yet.</summary>
    public RequestBody Body() => new(ContentLength, IsChunked ? new() : null, Mark);
}
