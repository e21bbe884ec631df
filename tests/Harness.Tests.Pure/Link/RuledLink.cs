using System.Buffers.Binary;
using System.Net;
using Harness.Agent.Link;
using Harness.Agent.Segments;
using Harness.Scenarios.Options;
using Harness.Tests.Pure.Segments;

namespace Harness.Tests.Pure.Link;

/// <summary>
/// A link with one rule, through which segments pass that are named in words: <c>"C:SYN S:SYN-ACK C:DATA"</c>. Sequence numbers are as
/// two ends keep them that get everything at once; a word with a <c>'</c> sends again what that end sent last.
/// </summary>
internal sealed class RuledLink
{
    public const string Name = "r";

    private const uint ClientIsn = 1000;
    private const uint ServerIsn = 700_000;
    private const int DataLength = 100;
    private static readonly IPEndPoint Server = IPEndPoint.Parse("192.0.2.1:80");

    private readonly FrameQueue queue = new(1000);
    private readonly SegmentRules rules;
    private readonly Dictionary<(int Port, char End), (uint Last, uint Next)> numbers = [];

    public RuledLink(LinkRule rule)
        : this(new Dictionary<string, LinkRule> { [Name] = rule })
    {
    }

    public RuledLink(IReadOnlyDictionary<string, LinkRule> all) => rules = new(new FixedDelay(TimeSpan.Zero), all, queue);

    public SegmentRules Rules => rules;

    /// <summary>Segments that the rule took.</summary>
    public long Matched => rules.Report()[Name].Matched;

    /// <summary>Copies that arrived since the last call, as numbers of their first bytes.</summary>
    public List<uint> Copies()
    {
        var copies = new List<uint>();
        while (queue.TryTake(long.MaxValue - 1, out var frame))
        {
            LinkSegment.TryRead(frame.Bytes, out var segment).ShouldBeTrue();
            copies.Add(segment.Tcp.Sequence);
            rules.Left(frame.Mark, frame.Due);
            queue.Release(frame);
        }

        return copies;
    }

    /// <summary>Lets segments pass.</summary>
    /// <param name="words">What passes, in order.</param>
    /// <param name="port">The client's.</param>
    /// <returns>For each how much later than without a rule it arrives, in microseconds; null when it does not.</returns>
    public List<long?> Pass(string words, int port = 40_000) =>
        [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => PassOne(word, port))];

    /// <summary>A frame, with a timestamp where one is given.</summary>
    public static byte[] Frame(
        IPEndPoint from, IPEndPoint to, TcpFlags flags, uint sequence, uint acknowledgment, int length, uint? timestamp, ushort window = 0)
    {
        var packet = Wire.Packet(from, to, flags, sequence, acknowledgment, length + (timestamp is null ? 0 : 12));
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(packet.Length - 20 + 14), window);
        byte[] frame = [.. new byte[12], (byte)(packet[0] == 0x60 ? 0x86 : 0x08), (byte)(packet[0] == 0x60 ? 0xDD : 0x00), .. packet];
        if (timestamp is { } value)
        {
            // NOP, NOP, timestamps.
            byte[] options = [1, 1, 8, 10, 0, 0, 0, 0, 0, 0, 0, 0];
            BinaryPrimitives.WriteUInt32BigEndian(options.AsSpan(4), value);
            frame[frame.Length - 20 + 12] = 8 << 4;
            frame = [.. frame, .. options];
        }

        return frame;
    }

    private long? PassOne(string word, int port)
    {
        var isClients = word[0] == 'C';
        var name = word[2..].TrimEnd('\'');
        var (own, peer) = (Of(port, word[0]), Of(port, isClients ? 'S' : 'C'));
        var sequence = word.EndsWith('\'') ? own.Last : own.Next;
        var flags = name switch
        {
            "SYN" => TcpFlags.Syn,
            "SYN-ACK" => TcpFlags.Syn | TcpFlags.Ack,
            "FIN" => TcpFlags.Fin | TcpFlags.Ack,
            "RST" => TcpFlags.Rst,
            "DATA" or "ACK" => TcpFlags.Ack,
            _ => throw new ArgumentOutOfRangeException(nameof(word), word, "no such segment"),
        };
        var length = name == "DATA" ? DataLength : 0;
        var bytes = (uint)length + (flags.HasFlag(TcpFlags.Syn) || flags.HasFlag(TcpFlags.Fin) ? 1u : 0);
        if (bytes > 0)
        {
            numbers[(port, word[0])] = (sequence, sequence + bytes);
        }

        var client = IPEndPoint.Parse($"192.0.2.2:{port}");
        var frame = Frame(isClients ? client : Server, isClients ? Server : client, flags, sequence, peer.Next, length, timestamp: null);
        var due = rules.DueAt(isClients ? LinkDirection.ToServer : LinkDirection.ToClient, frame, arrived: 0);
        if (due is { } leaves)
        {
            rules.Left(rules.Mark, leaves);
        }

        return due / 1000;
    }

    private (uint Last, uint Next) Of(int port, char end)
    {
        var isn = end == 'C' ? ClientIsn : ServerIsn;
        return numbers.GetValueOrDefault((port, end), (isn, isn));
    }
}
