using System.Buffers.Binary;
using System.Net;
using Harness.Agent.Segments;
using Harness.Protocol.Counting;

namespace Harness.Tests.Pure.Segments;

/// <summary>
/// A hop written down segment by segment: <c>"C:SYN S:SYN-ACK C:FIN S:FIN"</c>, seen where the server is. Sequence numbers are kept as
/// two real ends would keep them, from what each has received by then.
/// </summary>
internal sealed class Wire
{
    public static readonly HopEndPoints Hop = new(["192.0.2.2"], ["192.0.2.1"], [80]);

    private readonly ConnectionTable table = new(Hop, keepsAll: true);
    private readonly bool isServers;

    /// <param name="isServers">Whether the segments are seen at the server's end; else at the client's.</param>
    public Wire(bool isServers = true) => this.isServers = isServers;

    public HopTally Tally => table.Tally();

    public IReadOnlyList<FollowedConnection> Followed => table.Followed();

    /// <summary>Every segment so far, those that only carry data too, and who sent it.</summary>
    public List<(byte[] Packet, bool IsClients)> Packets { get; } = [];

    /// <summary>
    /// Words: SYN, SYN-ACK, FIN, RST (alone: an answer to what met no socket), RST-ACK (a program's own), DATA, ACK. A word in lower case
    /// was sent before the peer's last segment had arrived.
    /// </summary>
    public Wire Sees(string segments, int port = 40_000, uint isn = 1000, string client = "192.0.2.2", string server = "192.0.2.1:80")
    {
        var ends = new Dictionary<char, End> { ['C'] = new() { Next = isn }, ['S'] = new() { Next = isn * 7 } };
        foreach (var word in segments.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (from, to) = word[0] == 'C' ? (ends['C'], ends['S']) : (ends['S'], ends['C']);
            Send(word, from, to, IPEndPoint.Parse($"{client}:{port}"), IPEndPoint.Parse(server));
        }

        return this;
    }

    private void Send(string word, End from, End to, IPEndPoint client, IPEndPoint server)
    {
        var name = word[2..];
        var acknowledgment = char.IsLower(name[0]) ? from.Earlier : from.Received;
        var flags = name.ToUpperInvariant() switch
        {
            "SYN" => TcpFlags.Syn,
            "SYN-ACK" => TcpFlags.Syn | TcpFlags.Ack,
            "FIN" => TcpFlags.Fin | TcpFlags.Ack,
            "RST" => TcpFlags.Rst,
            "RST-ACK" => TcpFlags.Rst | TcpFlags.Ack,
            "DATA" or "ACK" => TcpFlags.Ack,
            _ => throw new ArgumentOutOfRangeException(nameof(word), word, "no such segment"),
        };
        var length = name.Equals("DATA", StringComparison.OrdinalIgnoreCase) ? 100 : 0;
        var isClients = word[0] == 'C';
        var packet = Packet(isClients ? client : server, isClients ? server : client, flags, from.Next, acknowledgment, length);
        from.Next += (uint)length + (flags.HasFlag(TcpFlags.Syn) || flags.HasFlag(TcpFlags.Fin) ? 1u : 0);
        (to.Earlier, to.Received) = (to.Received, from.Next);
        Packets.Add((packet, isClients));
        TcpSegment.TryRead(packet, out var segment).ShouldBeTrue();

        // As the kernel filters them.
        if (flags != TcpFlags.Ack)
        {
            table.Observe(segment, isSent: isClients != isServers);
        }
    }

    /// <summary>An IPv4 or IPv6 packet, its payload left out as in a capture of headers.</summary>
    public static byte[] Packet(IPEndPoint source, IPEndPoint destination, TcpFlags flags, uint sequence, uint acknowledgment, int length)
    {
        var (from, to) = (source.Address.GetAddressBytes(), destination.Address.GetAddressBytes());
        var isIPv6 = from.Length == 16;
        var header = isIPv6 ? 40 : 20;
        var packet = new byte[header + 20];
        packet[0] = (byte)(isIPv6 ? 0x60 : 0x45);
        packet[isIPv6 ? 6 : 9] = 6;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(isIPv6 ? 4 : 2), (ushort)(length + 20 + (isIPv6 ? 0 : header)));
        from.CopyTo(packet, isIPv6 ? 8 : 12);
        to.CopyTo(packet, isIPv6 ? 24 : 16);
        var tcp = packet.AsSpan(header);
        BinaryPrimitives.WriteUInt16BigEndian(tcp, (ushort)source.Port);
        BinaryPrimitives.WriteUInt16BigEndian(tcp[2..], (ushort)destination.Port);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[4..], sequence);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[8..], acknowledgment);
        tcp[12] = 5 << 4;
        tcp[13] = (byte)flags;
        return packet;
    }

    private sealed class End
    {
        public uint Next { get; set; }

        public uint Received { get; set; }

        public uint Earlier { get; set; }
    }
}
