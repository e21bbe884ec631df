using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        internal const int AF_INET = 2;
        internal const int AF_INET6 = 10;
        internal const int AF_NETLINK = 16;
        internal const int AF_PACKET = 17;
        internal const int SOCK_STREAM = 1;
        internal const int SOCK_DGRAM = 2;
        internal const int SOCK_RAW = 3;
        internal const int SOCK_NONBLOCK = 0x800;
        internal const int SOCK_CLOEXEC = 0x80000;
        internal const int NETLINK_SOCK_DIAG = 4;

        /// <summary>
        /// <c>int socket(int domain, int type, int protocol)</c>: belongs to the calling thread's network namespace for ever.
        /// </summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial SafeFileDescriptor socket(int domain, int type, int protocol);
    }
}
