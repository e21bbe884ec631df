using System.Runtime.InteropServices;
using Harness.Model;
using static Harness.Linux.Interop;

namespace Harness.Linux;

/// <summary>
/// Writes a file that has no name (O_TMPFILE) and gives it its name once it is whole, so that whatever kills the process leaves nothing half done.
/// File systems that have no such files get a plain write, which can be cut short.
/// </summary>
public sealed class WholeFile : IWholeFile
{
    // Read and write for all, less the umask.
    private const uint Mode = 0x1B6;

    /// <inheritdoc/>
    public void Write(string path, ReadOnlySpan<byte> content)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? throw CannotWrite(path, ErrorNumber.EISDIR);
        using var file = Libc.open(folder, Libc.O_TMPFILE | Libc.O_WRONLY | Libc.O_CLOEXEC, Mode);
        if (!file.IsInvalid)
        {
            WriteAll(file, content, path);
            GiveName(file, path);
            return;
        }

        var error = Marshal.GetLastPInvokeError();
        if (error is not (ErrorNumber.EOPNOTSUPP or ErrorNumber.EISDIR))
        {
            throw CannotWrite(path, error);
        }

        using var plain = Libc.open(path, Libc.O_WRONLY | Libc.O_CREAT | Libc.O_TRUNC | Libc.O_CLOEXEC, Mode);
        if (plain.IsInvalid)
        {
            throw CannotWrite(path, Marshal.GetLastPInvokeError());
        }

        WriteAll(plain, content, path);
    }

    private static void WriteAll(SafeFileDescriptor file, ReadOnlySpan<byte> content, string path)
    {
        while (!content.IsEmpty)
        {
            var written = Libc.write(file, content, (nuint)content.Length);
            if (written >= 0)
            {
                content = content[(int)written..];
            }
            else if (Marshal.GetLastPInvokeError() is var error and not ErrorNumber.EINTR)
            {
                throw CannotWrite(path, error);
            }
        }
    }

    private static void GiveName(SafeFileDescriptor file, string path)
    {
        if (TryLink(file, path))
        {
            return;
        }

        // link(2) never replaces, and a rename would need a name that a killed run leaves behind.
        if (Libc.unlink(path) != 0 && Marshal.GetLastPInvokeError() is var error and not ErrorNumber.ENOENT)
        {
            throw CannotWrite(path, error);
        }

        if (!TryLink(file, path))
        {
            throw CannotWrite(path, ErrorNumber.EEXIST);
        }
    }

    /// <returns>False when that name is taken.</returns>
    private static bool TryLink(SafeFileDescriptor file, string path)
    {
        var name = $"/proc/self/fd/{file.Number}";
        if (Libc.linkat(Libc.AT_FDCWD, name, Libc.AT_FDCWD, path, Libc.AT_SYMLINK_FOLLOW) == 0)
        {
            return true;
        }

        return Marshal.GetLastPInvokeError() is var error && error == ErrorNumber.EEXIST ? false : throw CannotWrite(path, error);
    }

    private static IOException CannotWrite(string path, int error) => new(
        $"cannot write {path}: {(error is ErrorNumber.ENOSPC or ErrorNumber.EDQUOT ? "the disk is full" : Marshal.GetPInvokeErrorMessage(error))}",
        error);
}
