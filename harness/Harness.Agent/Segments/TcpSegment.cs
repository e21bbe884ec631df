using System.Buffers.Binary;
using System.Net.Sockets;
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
    private const int TcpProtocol = 6;
    private const int SmallestIPv4 = 20;
    private const int IPv6Header = 40;
    private const int SmallestTcp = 20;

    public bool Has(TcpFlags flag) => Flags.HasFlag(flag);

    /// <summary>The number behind its last byte, before a FIN.</summary>
    public uint End => Sequence + (uint)Length;

    /// <summary>Reads a packet that begins with its IP header. What is no whole TCP header is refused, whatever it holds.</summary>
    public static bool TryRead(ReadOnlySpan<byte> packet, out TcpSegment segment)
    {
        segment = default;
        return !packet.IsEmpty && (packet[0] >> 4) switch
        {
            4 => TryReadIPv4(packet, out segment),
            6 => TryReadIPv6(packet, out segment),
            _ => false,
        };
    }

    private static bool TryReadIPv4(ReadOnlySpan<byte> packet, out TcpSegment segment)
    {
        segment = default;
        if (packet.Length < SmallestIPv4 || packet[9] != TcpProtocol)
        {
            return false;
        }

        var header = (packet[0] & 0xF) * 4;
        return header >= SmallestIPv4 && TryRead(
            packet, header, BinaryPrimitives.ReadUInt16BigEndian(packet[2..]), AddressFamily.InterNetwork, 12, 16, out segment);
    }

    private static bool TryReadIPv6(ReadOnlySpan<byte> packet, out TcpSegment segment)
    {
        segment = default;
        return packet.Length >= IPv6Header && packet[6] == TcpProtocol && TryRead(
            packet,
            IPv6Header,
            IPv6Header + BinaryPrimitives.ReadUInt16BigEndian(packet[4..]),
            AddressFamily.InterNetworkV6,
            8,
            24,
            out segment);
    }

    private static bool TryRead(
        ReadOnlySpan<byte> packet, int ipHeader, int total, AddressFamily family, int source, int destination, out TcpSegment segment)
    {
        segment = default;
        if (packet.Length < ipHeader + SmallestTcp)
        {
            return false;
        }

        var tcp = packet[ipHeader..];
        var length = total - ipHeader - ((tcp[12] >> 4) * 4);
        if (length < 0)
        {
            return false;
        }

        segment = new TcpSegment(
            EndPointKey.Read(packet[source..], family, tcp),
            EndPointKey.Read(packet[destination..], family, tcp[2..]),
            (TcpFlags)tcp[13],
            BinaryPrimitives.ReadUInt32BigEndian(tcp[4..]),
            BinaryPrimitives.ReadUInt32BigEndian(tcp[8..]),
            length);
        return true;
    }
}
