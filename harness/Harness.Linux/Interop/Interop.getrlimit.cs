using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        internal const int RLIMIT_NOFILE = 7;

        /// <summary><c>int getrlimit(int resource, struct rlimit *rlim)</c>.</summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial int getrlimit(int resource, out ResourceLimit rlim);
    }
}
