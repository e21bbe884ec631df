using System.Buffers.Binary;
using System.Net;

namespace Harness.Analysis.Witness;

/// <summary>One TCP segment of a capture.</summary>
/// <param name="From">Its sender.</param>
/// <param name="To">Its receiver.</param>
/// <param name="Sequence">The number of its first byte.</param>
/// <param name="Acknowledgment">The next byte that its sender expects.</param>
/// <param name="Length">Bytes of data, whether or not they were kept.</param>
/// <param name="Flags">The header's control bits.</param>
public readonly record struct WireSegment(
    IPEndPoint From, IPEndPoint To, uint Sequence, uint Acknowledgment, uint Length, byte Flags)
{
    private const int Tcp = 6;

    /// <summary>No more data from its sender.</summary>
    public bool IsFin => (Flags & 1) != 0;

    /// <summary>The first of its sender.</summary>
    public bool IsSyn => (Flags & 2) != 0;

    /// <summary>It resets the connection.</summary>
    public bool IsReset => (Flags & 4) != 0;

    /// <summary>It acknowledges something.</summary>
    public bool HasAck => (Flags & 16) != 0;

    /// <summary>The number behind its data.</summary>
    public uint End => Sequence + Length;

    /// <summary>Reads a packet; false of one that is not TCP, or of which too little was kept.</summary>
    /// <param name="packet">From its IP header on.</param>
    /// <param name="segment">What it says.</param>
    public static bool TryRead(ReadOnlySpan<byte> packet, out WireSegment segment)
    {
        segment = default;
        if (packet.Length < 20)
        {
            return false;
        }

        var version = packet[0] >> 4;
        var header = version == 4 ? (packet[0] & 15) * 4 : 40;
        var (isTcp, whole, from, size) = version switch
        {
            4 => (packet[9] == Tcp, BinaryPrimitives.ReadUInt16BigEndian(packet[2..]), 12, 4),
            6 => (packet[6] == Tcp, 40 + BinaryPrimitives.ReadUInt16BigEndian(packet[4..]), 8, 16),
            _ => (false, 0, 0, 0),
        };
        if (!isTcp || header < 20 || packet.Length < header + 20)
        {
            return false;
        }

        var tcp = packet[header..];
        var length = whole - header - ((tcp[12] >> 4) * 4);
        segment = new WireSegment(
            new(new IPAddress(packet.Slice(from, size)), BinaryPrimitives.ReadUInt16BigEndian(tcp)),
            new(new IPAddress(packet.Slice(from + size, size)), BinaryPrimitives.ReadUInt16BigEndian(tcp[2..])),
            BinaryPrimitives.ReadUInt32BigEndian(tcp[4..]),
            BinaryPrimitives.ReadUInt32BigEndian(tcp[8..]),
            (uint)Math.Max(0, length),
            tcp[13]);
        return length >= 0;
    }
}
