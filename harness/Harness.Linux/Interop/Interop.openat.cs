using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        internal const int O_RDONLY = 0;
        internal const int O_WRONLY = 1;
        internal const int O_CREAT = 0x40;
        internal const int O_EXCL = 0x80;
        internal const int O_TRUNC = 0x200;
        internal const int O_CLOEXEC = 0x80000;

        // Three of the few constants that differ between architectures.
        internal static readonly int O_DIRECTORY = IsArm ? 0x4000 : 0x10000;
        internal static readonly int O_NOFOLLOW = IsArm ? 0x8000 : 0x20000;

        /// <summary>
        /// A file without a name; given the folder. EOPNOTSUPP where the file system has none, EISDIR on kernels before 3.11.
        /// </summary>
        internal static readonly int O_TMPFILE = 0x400000 | O_DIRECTORY;

        /// <summary><c>int openat(int dirfd, const char *pathname, int flags, mode_t mode)</c>: ELOOP for a link with O_NOFOLLOW.</summary>
        [LibraryImport(Libraries.Libc, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
        internal static partial SafeFileDescriptor openat(int dirfd, string pathname, int flags, uint mode);

        private static bool IsArm => RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;
    }
}
