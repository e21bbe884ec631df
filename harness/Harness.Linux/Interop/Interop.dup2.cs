using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        internal const int STDOUT_FILENO = 1;
        internal const int STDERR_FILENO = 2;

        /// <summary>
        /// <c>int dup2(int oldfd, int newfd)</c>: <paramref name="newfd"/> becomes a copy of <paramref name="oldfd"/>, and what
        /// it was is closed.
        /// </summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial int dup2(int oldfd, int newfd);
    }
}
