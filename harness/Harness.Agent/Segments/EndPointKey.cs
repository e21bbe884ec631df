using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Harness.Agent.Segments;

/// <summary>An address and a port, to look up by.</summary>
/// <param name="Address">IPv4: its 32 bits, as an IPv4-mapped IPv6 address has them; IPv6: all 128.</param>
/// <param name="Port">0 to 65535.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EndPointKey(UInt128 Address, ushort Port)
{
    private static readonly UInt128 Mapped = (UInt128)0xFFFF << 32;

    /// <summary>The key of an end point.</summary>
    public static EndPointKey Of(IPAddress address, int port) => new(
        BinaryPrimitives.ReadUInt128BigEndian(address.MapToIPv6().GetAddressBytes()), (ushort)port);

    /// <summary>Reads an address from a packet, and the port at the start of <paramref name="port"/>.</summary>
    public static EndPointKey Read(ReadOnlySpan<byte> address, AddressFamily family, ReadOnlySpan<byte> port) => new(
        family == AddressFamily.InterNetwork
            ? Mapped | BinaryPrimitives.ReadUInt32BigEndian(address)
            : BinaryPrimitives.ReadUInt128BigEndian(address),
        BinaryPrimitives.ReadUInt16BigEndian(port));

    /// <summary>The end point, a mapped address as IPv4.</summary>
    public IPEndPoint ToEndPoint()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Address);
        var address = new IPAddress(bytes);
        return new(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, Port);
    }

    /// <summary>As people write it: <c>198.18.0.1:80</c>, <c>[::1]:80</c>.</summary>
    public override string ToString() => $"{ToEndPoint()}";
}
