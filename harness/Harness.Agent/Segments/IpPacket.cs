using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Harness.Agent.Segments;

/// <summary>Where the parts of an IP packet that carries TCP are, in bytes from its start.</summary>
/// <param name="Family">IPv4 or IPv6.</param>
/// <param name="Source">The source address.</param>
/// <param name="Destination">The destination address.</param>
/// <param name="Payload">The TCP header.</param>
/// <param name="Length">The packet's end, by its own header; it may lie behind what was captured.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct IpPacket(AddressFamily Family, int Source, int Destination, int Payload, int Length)
{
    private const int Tcp = 6;
    private const int SmallestIPv4 = 20;
    private const int IPv6Header = 40;
    private const int Fragment = 44;

    /// <summary>Reads its headers; null of a packet that does not begin a TCP segment, or is cut off before it.</summary>
    public static IpPacket? TryRead(ReadOnlySpan<byte> packet) => packet.IsEmpty ? null : (packet[0] >> 4) switch
    {
        4 => TryReadIPv4(packet),
        6 => TryReadIPv6(packet),
        _ => null,
    };

    private static IpPacket? TryReadIPv4(ReadOnlySpan<byte> packet)
    {
        // Only the first fragment has the TCP header.
        if (packet.Length < SmallestIPv4 || packet[9] != Tcp || (BinaryPrimitives.ReadUInt16BigEndian(packet[6..]) & 0x1FFF) != 0)
        {
            return null;
        }

        var header = (packet[0] & 0xF) * 4;
        return header < SmallestIPv4 ? null : new(
            AddressFamily.InterNetwork, 12, 16, header, BinaryPrimitives.ReadUInt16BigEndian(packet[2..]));
    }

    private static IpPacket? TryReadIPv6(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < IPv6Header)
        {
            return null;
        }

        var (next, at) = (packet[6], IPv6Header);
        while (next != Tcp)
        {
            // Hop-by-hop options, routing and destination options have their length in units of 8 bytes, the first not counted; a
            // fragment header has 8 bytes (RFC 8200, 4).
            if (next is not (0 or 43 or 60 or Fragment) || packet.Length < at + 8
                || (next == Fragment && (BinaryPrimitives.ReadUInt16BigEndian(packet[(at + 2)..]) & 0xFFF8) != 0))
            {
                return null;
            }

            (next, at) = (packet[at], at + (next == Fragment ? 8 : (packet[at + 1] + 1) * 8));
        }

        return new(AddressFamily.InterNetworkV6, 8, 24, at, IPv6Header + BinaryPrimitives.ReadUInt16BigEndian(packet[4..]));
    }
}
