using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        internal const int PR_SET_TIMERSLACK = 29;
        internal const int PR_SET_CHILD_SUBREAPER = 36;

        /// <summary>
        /// <c>int prctl(int option, unsigned long arg2, ...)</c>: PR_SET_TIMERSLACK acts on the calling thread, PR_SET_CHILD_SUBREAPER on
        /// the process.
        /// </summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial int prctl(int option, nuint arg2);
    }
}
