using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        /// <summary>
        /// <c>int accept4(int sockfd, struct sockaddr *addr, socklen_t *addrlen, int flags)</c>; the address is not asked for.
        /// EAGAIN, EMFILE, ECONNABORTED.
        /// </summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial SafeFileDescriptor accept4(SafeFileDescriptor sockfd, nint addr, nint addrlen, int flags);
    }
}
