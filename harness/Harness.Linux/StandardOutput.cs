using static Harness.Linux.Interop;

namespace Harness.Linux;

/// <summary>Keeps stdout for one writer alone.</summary>
public static class StandardOutput
{
    /// <summary>
    /// From now on all that this process and its libraries write to stdout goes to stderr. Streams of
    /// <see cref="Console.OpenStandardOutput()"/> that are already open keep the real one: each has a descriptor of its own.
    /// </summary>
    /// <exception cref="LinuxException">dup2(2) failed.</exception>
    public static void DivertToStandardError()
    {
        LinuxException.ThrowIfFailed(Libc.dup2(Libc.STDERR_FILENO, Libc.STDOUT_FILENO), "dup2");
        Console.SetOut(Console.Error);
    }
}
