using Harness.Agent.Segments;
using Harness.Linux;
using Harness.Protocol.Contracts;

namespace Harness.Agent.Captures;

/// <summary>
/// Captures the headers of every TCP segment of a network namespace, for a witness that shares nothing with what counts here.
/// </summary>
internal sealed class SegmentCapture : IDisposable
{
    private readonly FrameCapture capture;
    private readonly SegmentTap tap;
    private long? missed;

    /// <summary>Begins at once.</summary>
    /// <param name="take">Takes the pieces of the pcap file, in order.</param>
    /// <param name="delay">Paces it.</param>
    /// <exception cref="LinuxException">Packet sockets cannot be had here.</exception>
    public SegmentCapture(Action<byte[]> take, IPreciseDelay delay)
    {
        capture = new FrameCapture(LinkType.Raw, take, delay);
        tap = new SegmentTap(SegmentKinds.All, Take, delay);
    }

    /// <summary>Hands over the rest. What comes later is not captured.</summary>
    /// <returns>Segments that are not in it: the ring or the file was full.</returns>
    public long Stop() => missed ??= End();

    public void Dispose() => Stop();

    private long End()
    {
        var dropped = tap.Look(dropped => dropped);
        tap.Dispose();
        capture.Stop();
        return dropped + capture.LeftOut;
    }

    private void Take(ReadOnlySpan<byte> packet, in Passage passage)
    {
        // On the loopback interface it passed already when it was sent.
        var isSecondPassage = passage is { IsLoopback: true, IsSent: false };
        if (!isSecondPassage && IpPacket.TryRead(packet) is { } ip)
        {
            capture.Add(packet[..Math.Min(packet.Length, EndOfHeaders(packet, ip.Payload))], ip.Length, passage.At);
        }
    }

    // The upper half of a TCP header's 13th byte is its length in units of 4 bytes (RFC 9293, 3.1).
    private static int EndOfHeaders(ReadOnlySpan<byte> packet, int tcp) =>
        packet.Length > tcp + 12 ? tcp + ((packet[tcp + 12] >> 4) * 4) : packet.Length;
}
