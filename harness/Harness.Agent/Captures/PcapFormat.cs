using System.Buffers.Binary;

namespace Harness.Agent.Captures;

/// <summary>The file format that tcpdump and Wireshark read, with nanoseconds: draft-ietf-opsawg-pcap.</summary>
internal static class PcapFormat
{
    public const int RecordHeaderLength = 16;

    private const uint NanosecondMagic = 0xA1B23C4D;
    private const ushort MajorVersion = 2;
    private const ushort MinorVersion = 4;
    private const uint SnapLength = 65_535;
    private const long NanosecondsPerSecond = 1_000_000_000;

    public const int FileHeaderLength = 24;

    /// <summary>What stands before a frame.</summary>
    /// <param name="header">16 bytes.</param>
    /// <param name="kept">Bytes of it that are in the file.</param>
    /// <param name="length">Bytes that it had.</param>
    /// <param name="at">Nanoseconds since 1970.</param>
    public static void WriteRecordHeader(Span<byte> header, int kept, int length, long at)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(header, (uint)(at / NanosecondsPerSecond));
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], (uint)(at % NanosecondsPerSecond));
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], kept);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], length);
    }

    /// <summary>The beginning of a file.</summary>
    /// <param name="type">Of all its frames.</param>
    public static byte[] FileHeader(LinkType type)
    {
        // The time zone and the accuracy in between are always 0.
        var header = new byte[FileHeaderLength];
        BinaryPrimitives.WriteUInt32LittleEndian(header, NanosecondMagic);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), MajorVersion);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(6), MinorVersion);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(16), SnapLength);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(20), (uint)type);
        return header;
    }
}

/// <summary>What the frames of a pcap file begin with, by the numbers of its format.</summary>
internal enum LinkType
{
    /// <summary>With an Ethernet header.</summary>
    Ethernet = 1,

    /// <summary>With the IP header.</summary>
    Raw = 101,
}
