using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Harness.Agent.Segments;
using Harness.Scenarios.Options;

namespace Harness.Agent.Link;

/// <summary>A TCP segment in an Ethernet frame.</summary>
/// <param name="Tcp">Its header and addresses.</param>
/// <param name="Timestamp">The sender's clock, from the timestamps option (RFC 7323, 3.2); null without one.</param>
/// <param name="Echo">The newest timestamp of the other end, from the same option.</param>
/// <param name="Window">The window as it stands in the header.</param>
/// <param name="WindowScale">Of a SYN: by how many bits later windows are to be shifted (RFC 7323, 2.2); null without that option.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LinkSegment(TcpSegment Tcp, uint? Timestamp, uint? Echo, ushort Window, byte? WindowScale)
{
    private const int EthernetHeader = 14;
    private const int EtherType = 12;
    private const int FromWindowToOptions = 6;
    private const TcpFlags ControlBits = TcpFlags.Syn | TcpFlags.Fin | TcpFlags.Rst | TcpFlags.Ack;

    /// <summary>The number behind its last byte; SYN and FIN are a byte each.</summary>
    public uint End => Tcp.End + (Tcp.Has(TcpFlags.Syn) ? 1u : 0) + (Tcp.Has(TcpFlags.Fin) ? 1u : 0);

    /// <summary>Reads a frame. What is no whole TCP header in an IPv4 or IPv6 packet is refused, whatever it holds.</summary>
    public static bool TryRead(ReadOnlySpan<byte> frame, out LinkSegment segment)
    {
        segment = default;
        if (frame.Length <= EthernetHeader || BinaryPrimitives.ReadUInt16BigEndian(frame[EtherType..]) is not (0x0800 or 0x86DD))
        {
            return false;
        }

        var packet = frame[EthernetHeader..];
        if (!TcpSegment.TryRead(packet, out var tcp, out var options))
        {
            return false;
        }

        var timestamps = Option(packet[options], kind: 8, length: 10);
        var scale = Option(packet[options], kind: 3, length: 3);
        segment = new LinkSegment(
            tcp,
            timestamps.IsEmpty ? null : BinaryPrimitives.ReadUInt32BigEndian(timestamps),
            timestamps.IsEmpty ? null : BinaryPrimitives.ReadUInt32BigEndian(timestamps[4..]),
            options.Start.Value < FromWindowToOptions
                ? (ushort)0
                : BinaryPrimitives.ReadUInt16BigEndian(packet[(options.Start.Value - FromWindowToOptions)..]),
            scale.IsEmpty ? null : scale[0]);
        return true;
    }

    /// <summary>Whether it is of a kind.</summary>
    public bool Is(SegmentKind kind) => kind switch
    {
        SegmentKind.Syn => Tcp.Has(TcpFlags.Syn),
        SegmentKind.Fin => Tcp.Has(TcpFlags.Fin),
        SegmentKind.Rst => Tcp.Has(TcpFlags.Rst),
        SegmentKind.Data => Tcp.Length > 0,
        SegmentKind.Ack => Tcp.Length == 0 && (Tcp.Flags & ControlBits) == TcpFlags.Ack,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such kind"),
    };

    // Options are a kind, a length that counts both of these bytes, and the rest; 0 ends them and 1 is a byte alone (RFC 9293, 3.1).
    private static ReadOnlySpan<byte> Option(ReadOnlySpan<byte> options, byte kind, int length)
    {
        const byte end = 0, nothing = 1;
        for (var rest = options; rest.Length >= 2 && rest[0] != end;)
        {
            var own = rest[0] == nothing ? 1 : rest[1];
            if (own == 0 || own > rest.Length || (rest[0] != nothing && own < 2))
            {
                return [];
            }

            if (rest[0] == kind && own == length)
            {
                return rest[2..length];
            }

            rest = rest[own..];
        }

        return [];
    }
}
