using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        internal const int O_WRONLY = 1;
        internal const int O_CREAT = 0x40;
        internal const int O_TRUNC = 0x200;
        internal const int O_CLOEXEC = 0x80000;

        /// <summary>A file without a name; given the folder. EOPNOTSUPP where the file system has none, EISDIR on kernels before 3.11.</summary>
        /// <remarks>It includes O_DIRECTORY, one of the few constants that differ between architectures.</remarks>
        internal static readonly int O_TMPFILE = 0x400000 | (RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x4000 : 0x10000);

        /// <summary><c>int open(const char *pathname, int flags, mode_t mode)</c>.</summary>
        [LibraryImport(Libraries.Libc, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
        internal static partial SafeFileDescriptor open(string pathname, int flags, uint mode);
    }
}
