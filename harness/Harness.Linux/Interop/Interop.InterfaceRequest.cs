using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    /// <summary><c>struct ifreq</c>, 40 bytes. Its offsets are explicit because C has a union there, of which only the flags are used.</summary>
    [CType("struct ifreq", "net/if.h")]
    [StructLayout(LayoutKind.Explicit, Size = 40)]
    internal struct InterfaceRequest
    {
        internal const short IFF_UP = 1;

        /// <summary>The first 8 of its 16 bytes: enough for <c>lo</c>.</summary>
        [FieldOffset(0)]
        internal ulong ifr_name;

        [FieldOffset(16)]
        internal short ifr_flags;
    }
}
