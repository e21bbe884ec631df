using System.Buffers;
using System.Buffers.Binary;

namespace Harness.Analysis.Witness;

/// <summary>Takes a packet of a capture.</summary>
/// <param name="packet">From its IP header on, as much of it as was kept.</param>
/// <param name="at">Nanoseconds since 1970.</param>
public delegate void TakePacket(ReadOnlySpan<byte> packet, long at);

/// <summary>
/// Reads a pcap file with nanoseconds, of IP packets, piece by piece. It keeps what a piece has of a packet that is not whole.
/// </summary>
/// <param name="take">Is called for each packet, in the file's order.</param>
public sealed class PcapReader(TakePacket take)
{
    private const uint Magic = 0xA1B23C4D;
    private const uint IpPackets = 101;
    private const int FileHeader = 24;
    private const int RecordHeader = 16;

    // The longest packet that such a file may hold.
    private const uint Longest = 65_535;

    private readonly ArrayBufferWriter<byte> unread = new();
    private bool isBegun;

    /// <summary>Reads on where the last piece ended.</summary>
    /// <param name="piece">The file's next bytes.</param>
    /// <exception cref="FormatException">These are not the bytes of such a file.</exception>
    public void Add(ReadOnlySpan<byte> piece)
    {
        unread.Write(piece);
        var rest = unread.WrittenSpan;
        while (TryTake(rest, out var taken))
        {
            rest = rest[taken..];
        }

        var left = rest.ToArray();
        unread.ResetWrittenCount();
        unread.Write(left);
    }

    private bool TryTake(ReadOnlySpan<byte> bytes, out int taken)
    {
        taken = isBegun ? RecordHeader : FileHeader;
        if (bytes.Length < taken)
        {
            return false;
        }

        if (!isBegun)
        {
            var (magic, type) = (BinaryPrimitives.ReadUInt32LittleEndian(bytes), BinaryPrimitives.ReadUInt32LittleEndian(bytes[20..]));
            if (magic != Magic || type != IpPackets)
            {
                throw new FormatException("the capture is not a pcap file of IP packets, with nanoseconds");
            }

            return isBegun = true;
        }

        var kept = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        if (kept > Longest)
        {
            throw new FormatException($"a packet of the capture would have {kept:N0} bytes, more than IP allows");
        }

        if (bytes.Length < taken + (int)kept)
        {
            return false;
        }

        var (seconds, rest) = (BinaryPrimitives.ReadUInt32LittleEndian(bytes), BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]));
        take(bytes.Slice(taken, (int)kept), (seconds * 1_000_000_000L) + rest);
        taken += (int)kept;
        return true;
    }
}
