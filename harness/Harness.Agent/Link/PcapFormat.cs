using System.Buffers.Binary;

namespace Harness.Agent.Link;

/// <summary>The file format that tcpdump and Wireshark read, with nanoseconds: draft-ietf-opsawg-pcap.</summary>
internal static class PcapFormat
{
    public const int RecordHeaderLength = 16;

    private const uint NanosecondMagic = 0xA1B23C4D;
    private const ushort MajorVersion = 2;
    private const ushort MinorVersion = 4;
    private const uint SnapLength = 65_535;
    private const uint LinkTypeEthernet = 1;
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>The beginning of every file.</summary>
    public static ReadOnlySpan<byte> FileHeader => Header;

    private static readonly byte[] Header = MakeFileHeader();

    /// <summary>What stands before a frame that is kept whole.</summary>
    /// <param name="header">16 bytes.</param>
    /// <param name="length">The frame's.</param>
    /// <param name="at">Nanoseconds since 1970.</param>
    public static void WriteRecordHeader(Span<byte> header, int length, long at)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(header, (uint)(at / NanosecondsPerSecond));
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], (uint)(at % NanosecondsPerSecond));
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], length);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], length);
    }

    private static byte[] MakeFileHeader()
    {
        // The time zone and the accuracy in between are always 0.
        var header = new byte[24];
        BinaryPrimitives.WriteUInt32LittleEndian(header, NanosecondMagic);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), MajorVersion);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(6), MinorVersion);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(16), SnapLength);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(20), LinkTypeEthernet);
        return header;
    }
}
