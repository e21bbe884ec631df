using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        internal const int TCP_INFO = 11;
        internal const int SOL_SOCKET = 1;
        internal const int SO_ERROR = 4;

        /// <summary>
        /// <c>int getsockopt(int sockfd, int level, int optname, void *optval, socklen_t *optlen)</c>: SO_ERROR is cleared by
        /// reading it.
        /// </summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial int getsockopt(SafeFileDescriptor sockfd, int level, int optname, out int optval, ref uint optlen);

        /// <summary>The same for PACKET_STATISTICS, which start anew with each reading.</summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial int getsockopt(
            SafeFileDescriptor sockfd, int level, int optname, out PacketStatistics optval, ref uint optlen);

        /// <summary>The same for the beginning of TCP_INFO.</summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial int getsockopt(SafeFileDescriptor sockfd, int level, int optname, Span<byte> optval, ref uint optlen);
    }
}
