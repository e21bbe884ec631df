using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        /// <summary><c>void _exit(int status)</c>: does not return.</summary>
        [LibraryImport(Libraries.Libc)]
        internal static partial void _exit(int status);
    }
}
