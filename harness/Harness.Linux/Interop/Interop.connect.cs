using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        /// <summary><c>int connect(int sockfd, const struct sockaddr *addr, socklen_t addrlen)</c>: ENETUNREACH where lo is down.</summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial int connect(SafeFileDescriptor sockfd, in InternetAddress addr, uint addrlen);

        /// <summary>
        /// The same for any address: EINPROGRESS, then EALREADY, then 0 for a socket that does not block; ECONNREFUSED, EADDRNOTAVAIL.
        /// </summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial int connect(SafeFileDescriptor sockfd, ReadOnlySpan<byte> addr, uint addrlen);
    }
}
