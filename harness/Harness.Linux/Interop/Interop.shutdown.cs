using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        internal const int SHUT_WR = 1;

        /// <summary><c>int shutdown(int sockfd, int how)</c>.</summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial int shutdown(SafeFileDescriptor sockfd, int how);
    }
}
