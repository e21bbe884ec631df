using System.Globalization;
using Harness.Protocol.Contracts;
using Harness.Protocol.Counting;
using static Harness.Linux.Interop;

namespace Harness.Linux.Files;

/// <inheritdoc cref="IOutputFiles"/>
public sealed class OutputFiles : IOutputFiles
{
    private const uint Root = 0;

    /// <inheritdoc/>
    public void Write(string path, ReadOnlySpan<byte> content)
    {
        var whole = Path.GetFullPath(path);
        var isThere = Libc.statx(Libc.AT_FDCWD, whole, Libc.AT_SYMLINK_NOFOLLOW, Libc.STATX_BASIC_STATS, out var status) == 0;
        if (isThere && !status.IsRegular)
        {
            using var other = Libc.openat(
                Libc.AT_FDCWD, whole, Libc.O_WRONLY | Libc.O_CREAT | Libc.O_TRUNC | Libc.O_CLOEXEC, WholeFile.Mode);
            WholeFile.WriteAll(Failure.ThrowIfInvalid(other, path), content, path);
            return;
        }

        using var folder = Libc.openat(
            Libc.AT_FDCWD,
            Path.GetDirectoryName(whole) ?? throw Failure.CannotWrite(path, Errno.EISDIR),
            Libc.O_RDONLY | Libc.O_DIRECTORY | Libc.O_CLOEXEC,
            0);
        WholeFile.Write(Failure.ThrowIfInvalid(folder, path), Path.GetFileName(whole), path, content);
    }

    /// <inheritdoc/>
    public void RequireWritable(string path)
    {
        var whole = Path.GetFullPath(path);
        var isThere = Libc.statx(Libc.AT_FDCWD, whole, Libc.AT_SYMLINK_NOFOLLOW, Libc.STATX_BASIC_STATS, out var status) == 0;
        if (isThere && !status.IsRegular)
        {
            // To open a device or a FIFO would be to use it.
            return;
        }

        using var file = Libc.openat(Libc.AT_FDCWD, whole, Libc.O_WRONLY | Libc.O_CREAT | Libc.O_NOFOLLOW | Libc.O_CLOEXEC, WholeFile.Mode);
        Failure.ThrowIfInvalid(file, path);
        if (!isThere)
        {
            _ = Libc.unlinkat(Libc.AT_FDCWD, whole, 0);
        }
    }

    /// <inheritdoc/>
    public IOutputFolder Open(string path)
    {
        Directory.CreateDirectory(path);
        var folder = HeldFolder.Open(path);
        if (Environment.IsPrivilegedProcess && folder.Status() is { IsSticky: false } status && !Trusted().Contains(status.stx_uid))
        {
            folder.Dispose();
            throw new UnauthorizedAccessException(
                $"it belongs to another user (uid {status.stx_uid}), who could put links in it that lead elsewhere, "
                + "and this program runs as root.");
        }

        return folder;
    }

    /// <summary>
    /// Users who gain nothing from a folder that root writes into: root, who called sudo(8), and the owner of this program, who
    /// could change it.
    /// </summary>
    private static IEnumerable<uint> Trusted()
    {
        yield return Root;
        if (uint.TryParse(Environment.GetEnvironmentVariable("SUDO_UID"), NumberStyles.None, CultureInfo.InvariantCulture, out var caller))
        {
            yield return caller;
        }

        if (Libc.statx(Libc.AT_FDCWD, AppContext.BaseDirectory, 0, Libc.STATX_BASIC_STATS, out var program) == 0)
        {
            yield return program.stx_uid;
        }
    }
}
