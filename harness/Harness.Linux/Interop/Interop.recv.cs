using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        internal const int MSG_PEEK = 2;
        internal const int MSG_DONTWAIT = 0x40;

        /// <summary><c>ssize_t recv(int sockfd, void *buf, size_t len, int flags)</c>: EINTR.</summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial nint recv(SafeFileDescriptor sockfd, Span<byte> buf, nuint len, int flags);
    }
}
