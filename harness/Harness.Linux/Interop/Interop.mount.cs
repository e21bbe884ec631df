using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        /// <summary>
        /// <c>int mount(const char *source, const char *target, const char *filesystemtype, unsigned long mountflags, const
        /// void *data)</c>: EPERM without CAP_SYS_ADMIN over the mount namespace.
        /// </summary>
        [LibraryImport(Libraries.Libc, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
        internal static partial int mount(string source, string target, string filesystemtype, nuint mountflags, string data);
    }
}
