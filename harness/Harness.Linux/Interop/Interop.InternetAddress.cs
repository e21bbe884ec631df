using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    /// <summary><c>struct sockaddr_in</c>, 16 bytes, ip(7).</summary>
    [CType("struct sockaddr_in", "netinet/in.h")]
    [StructLayout(LayoutKind.Sequential, Size = 16)]
    internal struct InternetAddress
    {
        /// <summary>The size of it, as the calls take it.</summary>
        internal const uint Size = 16;

        internal ushort sin_family;
        internal ushort sin_port;
        internal uint sin_addr;

        /// <summary>127.0.0.1 with port 0.</summary>
        internal static InternetAddress Loopback => new()
        {
            sin_family = Libc.AF_INET,
            sin_addr = BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(0x7F000001u) : 0x7F000001u,
        };
    }
}
