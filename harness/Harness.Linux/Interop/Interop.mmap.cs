using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        internal const int PROT_READ = 1;
        internal const int PROT_WRITE = 2;
        internal const int MAP_SHARED = 1;

        /// <summary><c>void *mmap(void *addr, size_t length, int prot, int flags, int fd, off_t offset)</c>: -1 when it failed.</summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial nint mmap(nint addr, nuint length, int prot, int flags, SafeFileDescriptor fd, nint offset);
    }
}
