using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    /// <summary><c>struct linger</c>, 8 bytes, socket(7): on with 0 seconds makes close(2) send RST, with more it blocks.</summary>
    [CType("struct linger", "sys/socket.h")]
    [StructLayout(LayoutKind.Sequential)]
    internal struct Linger
    {
        internal int l_onoff;
        internal int l_linger;
    }
}
