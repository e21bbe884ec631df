using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        internal const int CLONE_NEWNS = 0x20000;
        internal const int CLONE_NEWNET = 0x40000000;

        /// <summary>
        /// <c>int unshare(int flags)</c>: acts on the calling thread only. EPERM without CAP_SYS_ADMIN, ENOSPC above
        /// user.max_net_namespaces.
        /// </summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial int unshare(int flags);
    }
}
