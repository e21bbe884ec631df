using System.Buffers.Binary;
using System.Net;
using Harness.Analysis.Results;

namespace Harness.Tests.Kernel.Witness;

/// <summary>
/// Reads link.pcap and says how every connection in it ended. It shares no code with the program, and sees more than the program does:
/// every segment that passed the link, with its data.
/// </summary>
internal sealed class WireWitness
{
    private readonly Dictionary<string, Connection> open = [];
    private readonly List<Connection> all = [];

    private WireWitness(byte[] pcap)
    {
        BinaryPrimitives.ReadUInt32LittleEndian(pcap).ShouldBe(0xA1B23C4D, "a pcap file with nanoseconds");
        for (var at = 24; at < pcap.Length;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(pcap.AsSpan(at + 8));
            Frame(pcap.AsSpan(at + 16, length));
            at += 16 + length;
        }
    }

    public static WireWitness Of(string pcap) => new(File.ReadAllBytes(pcap));

    /// <summary>How the opened connections ended, and the TIME_WAITs that each side must have entered.</summary>
    public (long Server, long Client, long Both, long Reset, long Open, long ServerEntered, long ClientEntered) Ends()
    {
        var opened = all.Where(c => c.IsOpened).ToList();
        return (
            opened.Count(c => c.End == "server"),
            opened.Count(c => c.End == "client"),
            opened.Count(c => c.End == "both"),
            opened.Count(c => c.End == "reset"),
            opened.Count(c => c.End == "open"),
            opened.Count(c => c.Enters(c.Server, c.Client)),
            opened.Count(c => c.Enters(c.Client, c.Server)));
    }

    /// <summary>What the program said of the same.</summary>
    public static (long, long, long, long, long, long, long) Said(TrialSummary trial) => (
        trial.ClosedFirst.Server,
        trial.ClosedFirst.Client,
        trial.ClosedFirst.Both,
        trial.ClosedFirst.Reset,
        trial.ClosedFirst.Unknown,
        trial.Server.TimeWait.Entered,
        trial.Client.TimeWait.Entered);

    private void Frame(ReadOnlySpan<byte> frame)
    {
        var type = BinaryPrimitives.ReadUInt16BigEndian(frame[12..]);
        var ip = frame[14..];
        var (isTcp, header, total, address, from) = type switch
        {
            0x0800 => (ip[9] == 6, (ip[0] & 15) * 4, (int)BinaryPrimitives.ReadUInt16BigEndian(ip[2..]), 4, 12),
            0x86DD => (ip[6] == 6, 40, 40 + BinaryPrimitives.ReadUInt16BigEndian(ip[4..]), 16, 8),
            _ => (false, 0, 0, 0, 0),
        };
        if (!isTcp)
        {
            return;
        }

        var tcp = ip[header..total];
        var source = $"{new IPAddress(ip.Slice(from, address))} {BinaryPrimitives.ReadUInt16BigEndian(tcp)}";
        var destination = $"{new IPAddress(ip.Slice(from + address, address))} {BinaryPrimitives.ReadUInt16BigEndian(tcp[2..])}";
        var segment = new Segment(
            BinaryPrimitives.ReadUInt32BigEndian(tcp[4..]),
            BinaryPrimitives.ReadUInt32BigEndian(tcp[8..]),
            (uint)(tcp.Length - ((tcp[12] >> 4) * 4)),
            tcp[13]);
        if (segment.IsSyn && !segment.HasAck)
        {
            if (!open.TryGetValue($"{source} {destination}", out var known) || known.Syn != segment.Sequence)
            {
                all.Add(open[$"{source} {destination}"] = new Connection { Syn = segment.Sequence });
            }
        }
        else if (open.TryGetValue($"{source} {destination}", out var clients))
        {
            clients.Client.Add(segment);
        }
        else if (open.TryGetValue($"{destination} {source}", out var servers))
        {
            servers.Server.Add(segment);
        }
    }

    private sealed record Segment(uint Sequence, uint Acknowledgment, uint Length, byte Flags)
    {
        public bool IsFin => (Flags & 1) != 0;

        public bool IsSyn => (Flags & 2) != 0;

        public bool IsReset => (Flags & 4) != 0;

        public bool HasAck => (Flags & 16) != 0;

        public uint End => Sequence + Length;
    }

    private sealed class Connection
    {
        public required uint Syn { get; init; }

        public List<Segment> Client { get; } = [];

        public List<Segment> Server { get; } = [];

        // The handshake's third segment, or what the client sent instead.
        public bool IsOpened => Server.Any(s => s.IsSyn && s.HasAck) && Client.Any(s => s.HasAck && !s.IsReset);

        public string End => (IsCutBy(Client, Server) || IsCutBy(Server, Client), IsFirst(Server, Client), IsFirst(Client, Server)) switch
        {
            (true, _, _) => "reset",
            (_, true, true) => "both",
            (_, true, _) => "server",
            (_, _, true) => "client",
            _ => "open",
        };

        /// <summary>It closed while the peer's FIN had not come, that one came later, and it was there to take it.</summary>
        public bool Enters(List<Segment> self, List<Segment> peer) =>
            End is not ("reset" or "open") && IsFirst(self, peer) && peer.Exists(s => s.IsFin) && !self.Exists(s => s.IsReset);

        private static bool IsFirst(List<Segment> self, List<Segment> peer) =>
            self.Find(s => s.IsFin) is { } fin && !HadReceivedFin(fin, peer);

        private static bool HadReceivedFin(Segment fin, List<Segment> peer) =>
            peer.Exists(s => s.IsFin && (int)(fin.Acknowledgment - s.End) > 0);

        // An RST before its end had sent a FIN; or after it, by its own will, or because data came that it no longer takes.
        private static bool IsCutBy(List<Segment> self, List<Segment> peer)
        {
            var at = self.FindIndex(s => s.IsReset);
            if (at < 0)
            {
                return false;
            }

            var fin = self.FindIndex(0, at, s => s.IsFin);
            if (fin < 0)
            {
                return true;
            }

            var hasDataAfter = peer.Exists(s => s.Length > 0 && (int)(s.End - self[fin].Acknowledgment) > 0);
            return !HadReceivedFin(self[fin], peer) && (hasDataAfter || self[at].HasAck || !peer.Exists(s => s.IsFin));
        }
    }
}
