using System.Runtime.InteropServices;
using System.Text;

namespace Harness.Linux;

internal static partial class Interop
{
    /// <summary><c>struct ifreq</c>, 40 bytes. Its offsets are explicit because C has a union there.</summary>
    [CType("struct ifreq", "net/if.h")]
    [StructLayout(LayoutKind.Explicit, Size = 40)]
    internal struct InterfaceRequest
    {
        internal const short IFF_UP = 1;

        /// <summary>The first 8 of its 16 bytes: enough for the names that are used here.</summary>
        [FieldOffset(0)]
        internal ulong ifr_name;

        [FieldOffset(16)]
        internal short ifr_flags;

        [FieldOffset(16)]
        internal int ifr_ifindex;

        [FieldOffset(16)]
        internal nint ifr_data;

        /// <summary>A request about the interface <paramref name="name"/>, which has at most 7 letters.</summary>
        internal static InterfaceRequest For(string name)
        {
            Span<byte> bytes = stackalloc byte[sizeof(ulong)];
            bytes.Clear();
            Encoding.ASCII.GetBytes(name, bytes[..^1]);
            return new InterfaceRequest { ifr_name = BitConverter.ToUInt64(bytes) };
        }
    }
}
