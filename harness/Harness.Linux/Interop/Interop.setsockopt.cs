using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        internal const int SO_REUSEADDR = 2;
        internal const int SO_LINGER = 13;
        internal const int SO_ATTACH_FILTER = 26;
        internal const int IPPROTO_IP = 0;
        internal const int IP_BIND_ADDRESS_NO_PORT = 24;
        internal const int IP_LOCAL_PORT_RANGE = 51;
        internal const int IPPROTO_TCP = 6;
        internal const int TCP_NODELAY = 1;
        internal const int TCP_QUICKACK = 12;
        internal const int IPPROTO_IPV6 = 41;
        internal const int IPV6_V6ONLY = 26;
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

        /// <summary>The same for SO_LINGER.</summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial int setsockopt(SafeFileDescriptor sockfd, int level, int optname, in Linger optval, uint optlen);

        /// <summary>The same for SO_ATTACH_FILTER.</summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial int setsockopt(SafeFileDescriptor sockfd, int level, int optname, in FilterProgram optval, uint optlen);
    }
}
