using System.Text;
using Harness.Protocol.Http;

namespace Harness.Clients.Connections;

/// <summary>
/// Finds the end of a response in bytes that come in any pieces. Lines may end in CR LF or, as the C sample writes them, in LF.
/// </summary>
internal sealed class ResponseParser
{
    private const int MaxLine = 16384;

    private static ReadOnlySpan<byte> Chunked => "chunked"u8;

    private readonly byte[] line = new byte[MaxLine];
    private int lineLength;
    private int lines;
    private int status;
    private bool isInterim;
    private bool isBodiless;
    private long? length;
    private long body;
    private ChunkedBody? chunks;

    /// <summary>A 100 has come (RFC 9110, 15.2.1).</summary>
    public bool HasContinued { get; private set; }

    /// <summary>The first line of the final response has come.</summary>
    public bool HasBegun => lines > 0 && !isInterim;

    /// <summary>The empty line after the head has come.</summary>
    public bool IsHeadComplete { get; private set; }

    /// <summary>
    /// As much body as Content-Length promised has come, or the last chunk. Without either only the connection's end ends the response.
    /// </summary>
    public bool IsComplete => IsHeadComplete && (chunks?.IsComplete ?? body == length);

    /// <summary>Less body than Content-Length promised has come, or not all chunks.</summary>
    public bool IsShort => chunks is null ? body < length : !chunks.IsComplete;

    /// <summary>Of the bytes taken last those that are body, which are the last ones; without the bytes of a chunked one.</summary>
    public int TakenOfBody { get; private set; }

    /// <summary>The connection carries no further response: the server said so, or this one has no length (RFC 9112, 9.3).</summary>
    public bool IsLast { get; private set; }

    /// <summary>Begins a new response. Interim ones (1xx) before the final one are read as part of it.</summary>
    public void Start()
    {
        HasContinued = false;
        Restart();
    }

    /// <summary>Takes the bytes of this response from <paramref name="bytes"/>.</summary>
    /// <returns>How many; those after it belong to the next one.</returns>
    /// <exception cref="InvalidDataException">This is no HTTP/1 response.</exception>
    public int Take(ReadOnlySpan<byte> bytes)
    {
        var taken = 0;
        TakenOfBody = 0;
        while (!IsHeadComplete && taken < bytes.Length)
        {
            taken += TakeOfHead(bytes[taken..]);
        }

        if (IsHeadComplete && chunks is not null)
        {
            taken += chunks.Take(bytes[taken..]);
        }
        else if (IsHeadComplete)
        {
            var ofBody = (int)Math.Min(bytes.Length - taken, length - body ?? long.MaxValue);
            TakenOfBody = ofBody;
            body += ofBody;
            taken += ofBody;
        }

        return taken;
    }

    private void Restart()
    {
        (lineLength, lines, length, body, chunks) = (0, 0, null, 0, null);
        (IsHeadComplete, IsLast, isInterim, isBodiless) = (false, false, false, false);
    }

    private int TakeOfHead(ReadOnlySpan<byte> bytes)
    {
        var lineEnd = bytes.IndexOf((byte)'\n');
        var part = lineEnd < 0 ? bytes : bytes[..lineEnd];
        if (lineLength + part.Length > MaxLine)
        {
            throw new InvalidDataException();
        }

        if (lineEnd >= 0 && lineLength == 0)
        {
            TakeLine(part);
            return lineEnd + 1;
        }

        part.CopyTo(line.AsSpan(lineLength));
        lineLength += part.Length;
        if (lineEnd < 0)
        {
            return bytes.Length;
        }

        TakeLine(line.AsSpan(0, lineLength));
        lineLength = 0;
        return lineEnd + 1;
    }

    private void TakeLine(ReadOnlySpan<byte> text)
    {
        while (text is [.., (byte)'\r'])
        {
            text = text[..^1];
        }

        if (lines++ == 0)
        {
            TakeStatusLine(text);
        }
        else if (text.Length > 0)
        {
            TakeField(text);
        }
        else if (isInterim)
        {
            HasContinued |= status == 100;
            Restart();
        }
        else
        {
            IsHeadComplete = true;
            IsLast |= length is null && chunks is null;
        }
    }

    private void TakeStatusLine(ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith("HTTP/1."u8) || text.Length < 12 || !int.TryParse(text[9..12], out status))
        {
            throw new InvalidDataException();
        }

        IsLast = text[7] == '0';
        // A final response follows, but for 101, after which the connection speaks another protocol (RFC 9110, 15.2).
        isInterim = status is >= 100 and < 200 and not 101;

        // These have no body, whatever their fields say (RFC 9112, 6.3).
        isBodiless = status is 204 or 304;
        length = isBodiless ? 0 : null;
    }

    private void TakeField(ReadOnlySpan<byte> text)
    {
        var colon = text.IndexOf((byte)':');
        if (colon < 0)
        {
            throw new InvalidDataException();
        }

        var name = text[..colon];
        var value = text[(colon + 1)..];
        value = value[Ascii.Trim(value)];
        if (Ascii.EqualsIgnoreCase(name, "Content-Length"u8))
        {
            var stated = long.TryParse(value, out var number) && number >= 0 ? number : throw new InvalidDataException();
            length = isBodiless ? 0 : stated;
        }
        else if (!isBodiless && Ascii.EqualsIgnoreCase(name, "Transfer-Encoding"u8)
            && Ascii.EqualsIgnoreCase(value[Math.Max(0, value.Length - Chunked.Length)..], Chunked))
        {
            chunks = new();
        }
        else if (Ascii.EqualsIgnoreCase(name, "Connection"u8))
        {
            IsLast = !Ascii.EqualsIgnoreCase(value, "keep-alive"u8) && (IsLast || Ascii.EqualsIgnoreCase(value, "close"u8));
        }
    }
}
