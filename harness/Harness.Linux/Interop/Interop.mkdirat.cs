using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        /// <summary>
        /// <c>int mkdirat(int dirfd, const char *pathname, mode_t mode)</c>: EEXIST for anything of that name, links included.
        /// </summary>
        [LibraryImport(Libraries.Libc, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
        internal static partial int mkdirat(int dirfd, string pathname, uint mode);
    }
}
