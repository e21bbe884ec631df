using System.Buffers.Binary;
using System.Net;
using FsCheck.Xunit;
using Harness.Agent.Link;
using Harness.Agent.Segments;

namespace Harness.Tests.Pure.Link;

/// <summary>The link's reader of frames: right on TCP, whatever stands before it, and harmless on everything else.</summary>
public sealed class LinkSegmentProperties
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.2")]
    [InlineData("2001:db8::1", "2001:db8::2")]
    public void TheTimestamp_IsTheSenders(string from, string to)
    {
        var frame = RuledLink.Frame(End(from), End(to), TcpFlags.Syn, 1, 0, 0, timestamp: 0xFFFFFFF0);

        LinkSegment.TryRead(frame, out var segment).ShouldBeTrue();

        segment.Timestamp.ShouldBe(0xFFFFFFF0u);
        (segment.Tcp.Length, segment.End).ShouldBe((0, 2u));
    }

    [Fact]
    public void IPv4Options_AndIPv6ExtensionHeaders_ArePassedOver()
    {
        var (four, six) = (Of("192.0.2.1"), Of("2001:db8::1"));
        byte[] withOptions = [.. four.AsSpan(0, 34), 1, 1, 1, 0, .. four.AsSpan(34)];
        withOptions[14] = 0x46;
        BinaryPrimitives.WriteUInt16BigEndian(withOptions.AsSpan(16), (ushort)(withOptions.Length - 14));

        // Hop-by-hop options of 8 bytes, then destination options of 16, then TCP.
        byte[] extended = [.. six.AsSpan(0, 54), 60, 0, 1, 4, 0, 0, 0, 0, 6, 1, 1, 12, .. new byte[12], .. six.AsSpan(54)];
        extended[20] = 0;
        BinaryPrimitives.WriteUInt16BigEndian(extended.AsSpan(18), (ushort)(extended.Length - 54));

        foreach (var frame in new[] { withOptions, extended })
        {
            LinkSegment.TryRead(frame, out var segment).ShouldBeTrue();
            (segment.Tcp.Source.Port, segment.Tcp.Length, segment.Timestamp).ShouldBe(((ushort)1234, 0, 77u));
        }
    }

    [Property(MaxTest = 2000)]
    public void AnyFrameAtAll_IsReadOrRefused(byte[] bytes, bool isIPv4)
    {
        byte[] type = isIPv4 ? [0x08, 0x00] : [0x86, 0xDD];
        byte[] frame = [.. new byte[12], .. type, .. bytes, .. bytes, .. bytes, .. bytes];
        LinkSegment.TryRead(frame, out _);
    }

    [Property(MaxTest = 2000)]
    public void AFrameOfTcpWithSomeBytesChanged_IsReadOrRefused(bool isIPv4, int seed, byte[] values)
    {
        var random = new Random(seed);
        var frame = Of(isIPv4 ? "192.0.2.1" : "2001:db8::1");
        foreach (var value in values)
        {
            frame[random.Next(14, frame.Length)] = value;
        }

        LinkSegment.TryRead(frame.AsSpan(0, random.Next(frame.Length + 1)), out _);
    }

    private static byte[] Of(string address) => RuledLink.Frame(End(address), End(address), TcpFlags.Syn, 1, 0, 0, timestamp: 77);

    private static IPEndPoint End(string address) => new(IPAddress.Parse(address), 1234);
}
