using System.Globalization;
using System.Text;

namespace Harness.Protocol.Http;

/// <summary>Finds the end of a body that comes in chunks (RFC 9112, 7.1).</summary>
public sealed class ChunkedBody
{
    // Of a line, and of all trailers together: as much as of a head.
    private const int MaxBytes = 16384;
    private const int LineEnd = 2;

    private readonly StringBuilder line = new();
    private long left;
    private bool isTrailer;
    private int trailers;

    /// <summary>The last chunk and the trailer have come.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Takes the bytes of this body.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="InvalidDataException">These are no chunks.</exception>
    public int Take(ReadOnlySpan<byte> bytes)
    {
        var taken = 0;
        while (!IsComplete && taken < bytes.Length)
        {
            if (left > 0)
            {
                var ofChunk = (int)Math.Min(left, bytes.Length - taken);
                left -= ofChunk;
                taken += ofChunk;
            }
            else
            {
                TakeOfLine((char)bytes[taken++]);
            }
        }

        return taken;
    }

    private void TakeOfLine(char next)
    {
        if (next != '\n')
        {
            trailers += isTrailer ? 1 : 0;
            if (Math.Max(line.Append(next).Length, trailers) > MaxBytes)
            {
                throw new InvalidDataException();
            }

            return;
        }

        var text = line.ToString().TrimEnd('\r');
        line.Clear();
        if (isTrailer)
        {
            IsComplete = text.Length == 0;
        }
        else
        {
            TakeSize(text.Split(';')[0].Trim());
        }
    }

    private void TakeSize(string hexadecimal)
    {
        if (!int.TryParse(hexadecimal, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) || size < 0)
        {
            throw new InvalidDataException();
        }

        isTrailer = size == 0;
        left = isTrailer ? 0 : (long)size + LineEnd;
    }
}
