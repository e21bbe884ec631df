using System.Runtime.InteropServices;
using System.Text;
using Harness.Protocol.Contracts;
using Harness.Protocol.Counting;
using Microsoft.Win32.SafeHandles;
using static Harness.Linux.Interop;

namespace Harness.Linux.Files;

/// <inheritdoc cref="IOutputFolder"/>
internal sealed class HeldFolder(SafeFileDescriptor folder, string path) : IOutputFolder
{
    // All may enter and read, this user may write; less the umask.
    private const uint Mode = 0x1ED;

    // NAME_MAX of linux/limits.h, in bytes.
    private const int LongestName = 255;

    private static readonly int OpensFolder = Libc.O_RDONLY | Libc.O_DIRECTORY | Libc.O_CLOEXEC;

    /// <inheritdoc/>
    public string Path { get; } = path;

    /// <summary>Opens a folder by its path; links in it are followed.</summary>
    /// <exception cref="IOException">There is none, or it may not be entered.</exception>
    internal static HeldFolder Open(string path)
    {
        var folder = Libc.openat(Libc.AT_FDCWD, path, OpensFolder, 0);
        return folder.IsInvalid ? throw Failure.CannotOpen(path, Marshal.GetLastPInvokeError()) : new(folder, path);
    }

    /// <summary>The folder's owner and mode.</summary>
    internal Statx Status() =>
        Libc.statx(folder.Number, "", Libc.AT_EMPTY_PATH, Libc.STATX_BASIC_STATS, out var status) == 0
            ? status
            : throw Failure.CannotOpen(Path, Marshal.GetLastPInvokeError());

    /// <inheritdoc/>
    public void Write(string name, ReadOnlySpan<byte> content) => WholeFile.Write(folder, name, In(name), content);

    /// <inheritdoc/>
    public FileStream? TryCreateFile(string name, ReadOnlySpan<byte> beginning)
    {
        var file = Libc.openat(folder.Number, name, Libc.O_WRONLY | Libc.O_CREAT | Libc.O_EXCL | Libc.O_CLOEXEC, WholeFile.Mode);
        if (file.IsInvalid)
        {
            return Marshal.GetLastPInvokeError() is var error && error == Errno.EEXIST ? null : throw Failure.CannotWrite(In(name), error);
        }

        try
        {
            WholeFile.WriteAll(file, beginning, In(name));
        }
        catch (IOException)
        {
            _ = Libc.unlinkat(folder.Number, name, 0);
            file.Dispose();
            throw;
        }

        // From here on the stream owns the descriptor.
        var number = file.Number;
        file.SetHandleAsInvalid();
        return new FileStream(new SafeFileHandle(number, ownsHandle: true), FileAccess.Write, bufferSize: 0);
    }

    /// <inheritdoc/>
    public IOutputFolder? TryCreateFolder(string name)
    {
        if (Libc.mkdirat(folder.Number, name, Mode) == 0)
        {
            return OpenInside(name);
        }

        return Marshal.GetLastPInvokeError() is var error && error == Errno.EEXIST ? null : throw Failure.CannotWrite(In(name), error);
    }

    /// <inheritdoc/>
    public IOutputFolder OpenFolder(string name) => TryCreateFolder(name) ?? OpenInside(name);

    /// <inheritdoc/>
    public bool TryLink(string name, string target, Func<string, bool> isOurs)
    {
        if (Libc.symlinkat(target, folder.Number, name) == 0)
        {
            return true;
        }

        return Marshal.GetLastPInvokeError() == Errno.EEXIST
            && TargetOf(name) is { } there
            && isOurs(there)
            && Libc.unlinkat(folder.Number, name, 0) == 0
            && Libc.symlinkat(target, folder.Number, name) == 0;
    }

    /// <inheritdoc/>
    public void RemoveEmptyFolder(string name)
    {
        if (Libc.unlinkat(folder.Number, name, Libc.AT_REMOVEDIR) != 0
            && Marshal.GetLastPInvokeError() is var error and not (Errno.ENOENT or Errno.ENOTEMPTY or Errno.EEXIST))
        {
            throw Failure.CannotWrite(In(name), error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();

    private HeldFolder OpenInside(string name)
    {
        var inside = Libc.openat(folder.Number, name, OpensFolder | Libc.O_NOFOLLOW, 0);
        return inside.IsInvalid ? throw Failure.CannotOpen(In(name), Marshal.GetLastPInvokeError()) : new(inside, In(name));
    }

    // Null for what is no link, or leads further than a name in this folder is long.
    private string? TargetOf(string name)
    {
        Span<byte> target = stackalloc byte[LongestName + 1];
        var length = Libc.readlinkat(folder.Number, name, target, (nuint)target.Length);
        return length is >= 0 and <= LongestName ? Encoding.UTF8.GetString(target[..(int)length]) : null;
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
