using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        internal const int SIGPIPE = 13;
        internal const nint SIG_DFL = 0;
        internal const nint SIG_IGN = 1;
        internal const nint SIG_ERR = -1;

        /// <summary><c>sighandler_t signal(int signum, sighandler_t handler)</c>: the handler before, or SIG_ERR.</summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial nint signal(int signum, nint handler);
    }
}
