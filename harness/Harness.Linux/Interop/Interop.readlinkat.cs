using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        /// <summary>
        /// <c>ssize_t readlinkat(int dirfd, const char *pathname, char *buf, size_t bufsiz)</c>: EINVAL for what is no link; writes no NUL.
        /// </summary>
        [LibraryImport(Libraries.Libc, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
        internal static partial nint readlinkat(int dirfd, string pathname, Span<byte> buf, nuint bufsiz);
    }
}
