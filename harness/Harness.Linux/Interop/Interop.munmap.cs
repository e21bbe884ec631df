using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        /// <summary><c>int munmap(void *addr, size_t length)</c>.</summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial int munmap(nint addr, nuint length);
    }
}
