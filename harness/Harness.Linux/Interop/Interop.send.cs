using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        internal const int MSG_NOSIGNAL = 0x4000;

        /// <summary><c>ssize_t send(int sockfd, const void *buf, size_t len, int flags)</c>.</summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial nint send(SafeFileDescriptor sockfd, ReadOnlySpan<byte> buf, nuint len, int flags);
    }
}
