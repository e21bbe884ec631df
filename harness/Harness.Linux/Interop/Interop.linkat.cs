using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        internal const int AT_FDCWD = -100;
        internal const int AT_SYMLINK_FOLLOW = 0x400;

        /// <summary>
        /// <c>int linkat(int olddirfd, const char *oldpath, int newdirfd, const char *newpath, int flags)</c>: EEXIST, never
        /// replaces.
        /// </summary>
        [LibraryImport(Libraries.Libc, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
        internal static partial int linkat(int olddirfd, string oldpath, int newdirfd, string newpath, int flags);
    }
}
