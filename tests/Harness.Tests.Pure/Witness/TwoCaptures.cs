using Harness.Agent.Captures;
using Harness.Analysis.Witness;
using Harness.Protocol;
using Harness.Scenarios.Options;
using Harness.Tests.Pure.Segments;

namespace Harness.Tests.Pure.Witness;

/// <summary>What both ends of a hop would have captured of segments that are written down in words.</summary>
internal static class TwoCaptures
{
    public const string Open = "C:SYN S:SYN-ACK C:DATA S:DATA ";

    private const long Began = 1_700_000_000_000_000_000;

    /// <summary>The captures, read whole.</summary>
    public static WireCaptures Of(Wire wire) => Of(wire, pieces: int.MaxValue);

    /// <summary>The captures, read in pieces of so many bytes.</summary>
    public static WireCaptures Of(Wire wire, int pieces)
    {
        var captures = new WireCaptures(Wire.Hop);
        foreach (var piece in Pcap(wire).Chunk(pieces))
        {
            // Both ends see every segment: on the way nothing is lost here.
            captures.Add(NodeId.Of(Tier.Server), Tier.Server, piece);
            captures.Add(NodeId.Of(Tier.Client), Tier.Client, piece);
        }

        return captures;
    }

    /// <summary>The file: a segment each millisecond.</summary>
    public static byte[] Pcap(Wire wire)
    {
        using var file = new MemoryStream();
        file.Write(PcapFormat.FileHeader(LinkType.Raw));
        foreach (var (packet, at) in wire.Packets.Select((p, i) => (p.Packet, Began + (i * 1_000_000L))))
        {
            var header = new byte[PcapFormat.RecordHeaderLength];
            PcapFormat.WriteRecordHeader(header, packet.Length, packet.Length, at);
            file.Write(header);
            file.Write(packet);
        }

        return file.ToArray();
    }
}
