using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        /// <summary>
        /// <c>int setrlimit(int resource, const struct rlimit *rlim)</c>: EPERM for a higher hard limit without
        /// CAP_SYS_RESOURCE.
        /// </summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial int setrlimit(int resource, in ResourceLimit rlim);
    }
}
