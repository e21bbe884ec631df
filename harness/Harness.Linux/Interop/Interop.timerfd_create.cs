using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        internal const int TFD_CLOEXEC = 0x80000;

        /// <summary><c>int timerfd_create(int clockid, int flags)</c>.</summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial SafeFileDescriptor timerfd_create(int clockid, int flags);
    }
}
