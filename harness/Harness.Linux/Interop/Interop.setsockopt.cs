using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        internal const int SOL_PACKET = 263;
        internal const int PACKET_RX_RING = 5;
        internal const int PACKET_STATISTICS = 6;
        internal const int PACKET_VERSION = 10;
        internal const int PACKET_IGNORE_OUTGOING = 23;

        /// <summary><c>int setsockopt(int sockfd, int level, int optname, const void *optval, socklen_t optlen)</c>, for an int.</summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial int setsockopt(SafeFileDescriptor sockfd, int level, int optname, in int optval, uint optlen);

        /// <summary>The same for PACKET_RX_RING: ENOMEM, EINVAL when the sizes do not fit each other.</summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial int setsockopt(SafeFileDescriptor sockfd, int level, int optname, in PacketRing optval, uint optlen);
    }
}
