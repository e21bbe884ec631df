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
        if (passage is { IsLoopback: true, IsSent: false })
        {
            // It passed when it was sent.
            return;
        }

        capture.Add(packet[..Math.Min(packet.Length, HeadersOf(packet))], LengthOf(packet), passage.At);
    }

    // The filter lets only TCP pass, IPv6 without extension headers.
    private static int HeadersOf(ReadOnlySpan<byte> packet)
    {
        var ip = IsIPv4(packet) ? (packet[0] & 0xF) * 4 : 40;
        return packet.Length > ip + 12 ? ip + ((packet[ip + 12] >> 4) * 4) : packet.Length;
    }

    private static int LengthOf(ReadOnlySpan<byte> packet) => IsIPv4(packet)
        ? (packet[2] << 8) | packet[3]
        : 40 + ((packet[4] << 8) | packet[5]);

    private static bool IsIPv4(ReadOnlySpan<byte> packet) => packet[0] >> 4 == 4;
}
