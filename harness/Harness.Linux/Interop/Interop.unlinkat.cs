using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        internal const int AT_REMOVEDIR = 0x200;

        /// <summary><c>int unlinkat(int dirfd, const char *pathname, int flags)</c>: EISDIR for a folder without AT_REMOVEDIR.</summary>
        [LibraryImport(Libraries.Libc, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
        internal static partial int unlinkat(int dirfd, string pathname, int flags);
    }
}
