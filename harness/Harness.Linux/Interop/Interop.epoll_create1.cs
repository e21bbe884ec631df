using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        internal const int EPOLL_CLOEXEC = 0x80000;

        /// <summary><c>int epoll_create1(int flags)</c>: EMFILE.</summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial SafeFileDescriptor epoll_create1(int flags);
    }
}
