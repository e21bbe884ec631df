using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    /// <summary><c>struct rlimit</c>, 16 bytes.</summary>
    [CType("struct rlimit", "sys/resource.h")]
    [StructLayout(LayoutKind.Sequential)]
    internal struct ResourceLimit
    {
        internal ulong rlim_cur;
        internal ulong rlim_max;
    }
}
