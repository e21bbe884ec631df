using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        /// <summary><c>int symlinkat(const char *target, int newdirfd, const char *linkpath)</c>: EEXIST, never replaces.</summary>
        [LibraryImport(Libraries.Libc, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
        internal static partial int symlinkat(string target, int newdirfd, string linkpath);
    }
}
