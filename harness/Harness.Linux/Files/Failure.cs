using System.Runtime.InteropServices;
using Harness.Protocol.Counting;

namespace Harness.Linux.Files;

/// <summary>What a failed system call on a file means, for the user.</summary>
internal static class Failure
{
    internal static IOException CannotWrite(string path, int error) => new($"cannot write {path}: {Text(error)}", error);

    internal static IOException CannotOpen(string path, int error) => new($"cannot open {path}: {Text(error)}", error);

    /// <exception cref="IOException">The call that should have opened <paramref name="file"/> failed just now.</exception>
    internal static SafeFileDescriptor ThrowIfInvalid(SafeFileDescriptor file, string path) =>
        file.IsInvalid ? throw CannotWrite(path, Marshal.GetLastPInvokeError()) : file;

    private static string Text(int error) =>
        error is Errno.ENOSPC or Errno.EDQUOT ? "the disk is full" : Marshal.GetPInvokeErrorMessage(error);
}
