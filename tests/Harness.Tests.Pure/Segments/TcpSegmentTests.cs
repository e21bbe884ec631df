using System.Net;
using FsCheck.Xunit;
using Harness.Agent.Segments;

namespace Harness.Tests.Pure.Segments;

/// <summary>The reader of TCP headers: right on what is one, and harmless on everything else.</summary>
public sealed class TcpSegmentTests
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.2")]
    [InlineData("2001:db8::1", "2001:db8::2")]
    public void AHeaderIsReadOfEitherFamily(string source, string destination)
    {
        var (from, to) = (new IPEndPoint(IPAddress.Parse(source), 1234), new IPEndPoint(IPAddress.Parse(destination), 80));

        TcpSegment.TryRead(Wire.Packet(from, to, TcpFlags.Fin | TcpFlags.Ack, 0xFFFFFFF0, 7, 1000), out var segment).ShouldBeTrue();

        segment.Source.ShouldBe(EndPointKey.Of(from.Address, from.Port));
        segment.Source.ToString().ShouldBe($"{from}");
        segment.Destination.ShouldBe(EndPointKey.Of(to.Address, to.Port));
        (segment.Flags, segment.Sequence, segment.Acknowledgment, segment.Length)
            .ShouldBe((TcpFlags.Fin | TcpFlags.Ack, 0xFFFFFFF0u, 7u, 1000));
        segment.End.ShouldBe(984u);
    }

    [Fact]
    public void APacketThatIsCut_IsRefused()
    {
        var packet = Wire.Packet(new(0x01020304, 1), new(0x05060708, 2), TcpFlags.Syn, 1, 2, 0);
        foreach (var length in Enumerable.Range(0, packet.Length))
        {
            TcpSegment.TryRead(packet.AsSpan(0, length), out _).ShouldBeFalse();
        }
    }

    [Property(MaxTest = 2000)]
    public void AnyBytesAtAll_AreReadOrRefused(byte version, byte[] bytes)
    {
        byte[] packet = [(byte)((version % 2 == 0 ? 0x40 : 0x60) | (version & 0xF)), .. bytes, .. bytes, .. bytes];

        if (TcpSegment.TryRead(packet, out var segment))
        {
            segment.Length.ShouldBeInRange(0, ushort.MaxValue + 40);
        }
    }
}
