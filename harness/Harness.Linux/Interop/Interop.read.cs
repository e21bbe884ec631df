using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        /// <summary><c>ssize_t read(int fd, void *buf, size_t count)</c>: EINTR.</summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial nint read(SafeFileDescriptor fd, Span<byte> buf, nuint count);
    }
}
