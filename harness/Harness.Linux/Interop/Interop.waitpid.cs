using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        internal const int WNOHANG = 1;

        /// <summary>
        /// <c>pid_t waitpid(pid_t pid, int *wstatus, int options)</c>: 0 when the child runs on (WNOHANG); ECHILD when there is none.
        /// </summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial int waitpid(int pid, out int wstatus, int options);
    }
}
