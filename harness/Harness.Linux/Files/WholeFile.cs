using System.Runtime.InteropServices;
using Harness.Protocol.Counting;
using static Harness.Linux.Interop;

namespace Harness.Linux.Files;

/// <summary>
/// Writes a file that has no name (O_TMPFILE) and gives it its name once it is whole: whatever kills the process leaves nothing
/// half done. File systems that have no such files get a plain write, which can be cut short.
/// </summary>
internal static class WholeFile
{
    /// <summary>Read and write for all, less the umask.</summary>
    internal const uint Mode = 0x1B6;

    /// <summary>Creates <paramref name="name"/> in <paramref name="folder"/>, or replaces it.</summary>
    /// <param name="folder">An open folder.</param>
    /// <param name="name">One path component.</param>
    /// <param name="shown">The path for messages.</param>
    /// <param name="content">All of it.</param>
    /// <exception cref="IOException">
    /// The disk is full, the folder refuses, or what has this name is no regular file; what is there is unchanged.
    /// </exception>
    internal static void Write(SafeFileDescriptor folder, string name, string shown, ReadOnlySpan<byte> content)
    {
        RefuseOther(folder, name, shown);
        using var file = Libc.openat(folder.Number, ".", Libc.O_TMPFILE | Libc.O_WRONLY | Libc.O_CLOEXEC, Mode);
        if (!file.IsInvalid)
        {
            WriteAll(file, content, shown);
            GiveName(file, folder, name, shown);
            return;
        }

        var error = Marshal.GetLastPInvokeError();
        if (error is not (Errno.EOPNOTSUPP or Errno.EISDIR))
        {
            throw Failure.CannotWrite(shown, error);
        }

        using var plain = Libc.openat(
            folder.Number, name, Libc.O_WRONLY | Libc.O_CREAT | Libc.O_TRUNC | Libc.O_NOFOLLOW | Libc.O_CLOEXEC, Mode);
        WriteAll(Failure.ThrowIfInvalid(plain, shown), content, shown);
    }

    /// <summary>Writes to what is open already.</summary>
    internal static void WriteAll(SafeFileDescriptor file, ReadOnlySpan<byte> content, string shown)
    {
        while (!content.IsEmpty)
        {
            var written = Libc.write(file, content, (nuint)content.Length);
            if (written >= 0)
            {
                content = content[(int)written..];
            }
            else if (Marshal.GetLastPInvokeError() is var error and not Errno.EINTR)
            {
                throw Failure.CannotWrite(shown, error);
            }
        }
    }

    /// <summary>A device, a FIFO, a socket or a link is never replaced: as root that would take it from the whole machine.</summary>
    private static void RefuseOther(SafeFileDescriptor folder, string name, string shown)
    {
        if (Libc.statx(folder.Number, name, Libc.AT_SYMLINK_NOFOLLOW, Libc.STATX_BASIC_STATS, out var status) == 0 && !status.IsRegular)
        {
            throw status.IsFolder
                ? Failure.CannotWrite(shown, Errno.EISDIR)
                : new IOException($"cannot write {shown}: what has this name is no regular file; remove it, or write elsewhere");
        }
    }

    private static void GiveName(SafeFileDescriptor file, SafeFileDescriptor folder, string name, string shown)
    {
        if (TryLink(file, folder, name, shown))
        {
            return;
        }

        // link(2) never replaces, and a rename would need a name that a killed run leaves behind.
        RefuseOther(folder, name, shown);
        if (Libc.unlinkat(folder.Number, name, 0) != 0 && Marshal.GetLastPInvokeError() is var error and not Errno.ENOENT)
        {
            throw Failure.CannotWrite(shown, error);
        }

        if (!TryLink(file, folder, name, shown))
        {
            throw Failure.CannotWrite(shown, Errno.EEXIST);
        }
    }

    /// <returns>False when that name is taken.</returns>
    private static bool TryLink(SafeFileDescriptor file, SafeFileDescriptor folder, string name, string shown)
    {
        if (Libc.linkat(Libc.AT_FDCWD, $"/proc/self/fd/{file.Number}", folder.Number, name, Libc.AT_SYMLINK_FOLLOW) == 0)
        {
            return true;
        }

        return Marshal.GetLastPInvokeError() is var error && error == Errno.EEXIST ? false : throw Failure.CannotWrite(shown, error);
    }
}
