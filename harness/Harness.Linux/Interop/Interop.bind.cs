using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        /// <summary>
        /// <c>int bind(int sockfd, const struct sockaddr_ll *addr, socklen_t addrlen)</c>, packet(7): ENODEV when there is no
        /// such interface.
        /// </summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial int bind(SafeFileDescriptor sockfd, in PacketAddress addr, uint addrlen);

        /// <summary>The same for an address of ip(7): EADDRINUSE.</summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial int bind(SafeFileDescriptor sockfd, in InternetAddress addr, uint addrlen);

        /// <summary>The same for any address: EADDRINUSE, EADDRNOTAVAIL, EACCES.</summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial int bind(SafeFileDescriptor sockfd, ReadOnlySpan<byte> addr, uint addrlen);
    }
}
