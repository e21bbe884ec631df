using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Harness.Agent.Segments;

/// <summary>The header of a TCP segment (RFC 9293, 3.1) with the addresses that it travels between.</summary>
/// <param name="Source">Who sent it.</param>
/// <param name="Destination">To whom.</param>
/// <param name="Flags">FIN, SYN, RST, ACK.</param>
/// <param name="Sequence">The number of its first byte; a SYN is one.</param>
/// <param name="Acknowledgment">The next byte that its sender expects; only with ACK.</param>
/// <param name="Length">Bytes of payload, those that were not captured included.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TcpSegment(
    EndPointKey Source, EndPointKey Destination, TcpFlags Flags, uint Sequence, uint Acknowledgment, int Length)
{
    private const int SmallestTcp = 20;

    public bool Has(TcpFlags flag) => Flags.HasFlag(flag);

    /// <summary>The number behind its last byte, before a FIN.</summary>
    public uint End => Sequence + (uint)Length;

    /// <summary>Reads a packet that begins with its IP header. What is no whole TCP header is refused, whatever it holds.</summary>
    public static bool TryRead(ReadOnlySpan<byte> packet, out TcpSegment segment) => TryRead(packet, out segment, out _);

    /// <summary>As the other one, and says where the header's options are; an empty range where not all of them are there.</summary>
    public static bool TryRead(ReadOnlySpan<byte> packet, out TcpSegment segment, out Range options)
    {
        (segment, options) = (default, 0..0);
        if (IpPacket.TryRead(packet) is not { } ip || packet.Length < ip.Payload + SmallestTcp)
        {
            return false;
        }

        var tcp = packet[ip.Payload..];
        var header = (tcp[12] >> 4) * 4;
        var length = ip.Length - ip.Payload - header;
        if (length < 0)
        {
            return false;
        }

        options = header >= SmallestTcp && packet.Length >= ip.Payload + header
            ? (ip.Payload + SmallestTcp)..(ip.Payload + header)
            : 0..0;
        segment = new TcpSegment(
            EndPointKey.Read(packet[ip.Source..], ip.Family, tcp),
            EndPointKey.Read(packet[ip.Destination..], ip.Family, tcp[2..]),
            (TcpFlags)tcp[13],
            BinaryPrimitives.ReadUInt32BigEndian(tcp[4..]),
            BinaryPrimitives.ReadUInt32BigEndian(tcp[8..]),
            length);
        return true;
    }
}
