using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        /// <summary>
        /// <c>ssize_t write(int fd, const void *buf, size_t count)</c>: may write less than asked for; ENOSPC, EDQUOT, EFBIG,
        /// EINTR.
        /// </summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial nint write(SafeFileDescriptor fd, ReadOnlySpan<byte> buf, nuint count);
    }
}
