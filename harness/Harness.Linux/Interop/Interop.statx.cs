using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    /// <summary>
    /// <c>struct statx</c>, 256 bytes, the same on every architecture; its last fields, which nothing here reads, are left out.
    /// </summary>
    [CType("struct statx", "linux/stat.h")]
    [StructLayout(LayoutKind.Sequential, Size = 256)]
    internal struct Statx
    {
        internal uint stx_mask;
        internal uint stx_blksize;
        internal ulong stx_attributes;
        internal uint stx_nlink;
        internal uint stx_uid;
        internal uint stx_gid;
        internal ushort stx_mode;

        internal readonly bool IsRegular => (stx_mode & Libc.S_IFMT) == Libc.S_IFREG;

        internal readonly bool IsFolder => (stx_mode & Libc.S_IFMT) == Libc.S_IFDIR;

        internal readonly bool IsSticky => (stx_mode & Libc.S_ISVTX) != 0;
    }

    internal static partial class Libc
    {
        internal const int AT_SYMLINK_NOFOLLOW = 0x100;
        internal const int AT_EMPTY_PATH = 0x1000;
        internal const uint STATX_BASIC_STATS = 0x7ff;
        internal const int S_IFMT = 0xF000;
        internal const int S_IFDIR = 0x4000;
        internal const int S_IFREG = 0x8000;
        internal const int S_ISVTX = 0x200;

        /// <summary>
        /// <c>int statx(int dirfd, const char *pathname, int flags, unsigned int mask, struct statx *statxbuf)</c>: ENOENT.
        /// </summary>
        [LibraryImport(Libraries.Libc, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
        internal static partial int statx(int dirfd, string pathname, int flags, uint mask, out Statx statxbuf);
    }
}
