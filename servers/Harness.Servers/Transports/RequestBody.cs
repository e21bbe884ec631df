using Harness.Protocol.Http;

namespace Harness.Servers.Transports;

/// <summary>Finds the end of a request's body in bytes that come in any pieces.</summary>
/// <param name="length">Its bytes; of no use when it comes in chunks.</param>
/// <param name="chunks">Finds the end of one that comes in chunks; null for one with a length.</param>
/// <param name="mark">The character of which it should consist; null when it says nothing.</param>
internal sealed class RequestBody(long length, ChunkedBody? chunks, byte? mark)
{
    private long left = length;

    /// <summary>All of it has come.</summary>
    public bool IsComplete => chunks?.IsComplete ?? left == 0;

    /// <summary>Bytes of it that were another connection's.</summary>
    public long ForeignBytes { get; private set; }

    /// <summary>Takes the bytes of this body from <paramref name="bytes"/>.</summary>
    /// <returns>How many; those after it belong to the next request.</returns>
    /// <exception cref="InvalidDataException">These are no chunks.</exception>
    public int Take(ReadOnlySpan<byte> bytes)
    {
        if (chunks is not null)
        {
            return chunks.Take(bytes);
        }

        var taken = (int)Math.Min(bytes.Length, left);
        left -= taken;
        ForeignBytes += BodyMark.CountForeign(bytes[..taken], mark);
        return taken;
    }
}
