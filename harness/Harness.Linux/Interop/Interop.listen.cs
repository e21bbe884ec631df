using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        /// <summary><c>int listen(int sockfd, int backlog)</c>.</summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial int listen(SafeFileDescriptor sockfd, int backlog);
    }
}
