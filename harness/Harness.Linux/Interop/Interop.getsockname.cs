using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        /// <summary><c>int getsockname(int sockfd, struct sockaddr *addr, socklen_t *addrlen)</c>.</summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial int getsockname(SafeFileDescriptor sockfd, out InternetAddress addr, ref uint addrlen);

        /// <summary>The same for any address.</summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial int getsockname(SafeFileDescriptor sockfd, Span<byte> addr, ref uint addrlen);
    }
}
