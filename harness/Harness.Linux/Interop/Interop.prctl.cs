using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        internal const int PR_SET_TIMERSLACK = 29;

        /// <summary><c>int prctl(int option, unsigned long arg2, ...)</c>: PR_SET_TIMERSLACK acts on the calling thread.</summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial int prctl(int option, nuint arg2);
    }
}
