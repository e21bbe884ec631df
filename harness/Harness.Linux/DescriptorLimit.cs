using System.Runtime.InteropServices;
using Harness.Protocol.Counting;
using static Harness.Linux.Interop;

namespace Harness.Linux;

/// <summary>How many files, sockets among them, this process may have open (RLIMIT_NOFILE).</summary>
public static class DescriptorLimit
{
    // The kernel's default of fs.nr_open.
    private const ulong Enough = 1_048_576;

    /// <summary>
    /// Raises the limit as far as this user may: up to the hard limit, and as root up to fs.nr_open, at most 1 048 576.
    /// Children inherit it.
    /// </summary>
    /// <returns>The limit now; never lower than before.</returns>
    public static long Raise()
    {
        LinuxException.ThrowIfFailed(Libc.getrlimit(Libc.RLIMIT_NOFILE, out var limit), "getrlimit");
        var most = Math.Max(limit.rlim_max, Math.Min(Enough, ulong.Parse(File.ReadAllText("/proc/sys/fs/nr_open"))));
        if (!TrySet(most))
        {
            TrySet(most = limit.rlim_max);
        }

        return (long)most;
    }

    /// <summary>The hard limit as it is.</summary>
    public static long Most()
    {
        LinuxException.ThrowIfFailed(Libc.getrlimit(Libc.RLIMIT_NOFILE, out var limit), "getrlimit");
        return (long)limit.rlim_max;
    }

    /// <summary>Allows this process so many more than it has open now.</summary>
    public static void AllowMore(int descriptors)
    {
        // One of those found is the folder's own.
        var open = Directory.EnumerateFileSystemEntries("/proc/self/fd").Count() - 1;
        SetSoft(hard => Math.Min(hard, (ulong)(open + descriptors)));
    }

    /// <summary>Allows this process as many again as its hard limit does.</summary>
    public static void AllowAll() => SetSoft(hard => hard);

    private static void SetSoft(Func<ulong, ulong> soft)
    {
        LinuxException.ThrowIfFailed(Libc.getrlimit(Libc.RLIMIT_NOFILE, out var limit), "getrlimit");
        LinuxException.ThrowIfFailed(Libc.setrlimit(Libc.RLIMIT_NOFILE, limit with { rlim_cur = soft(limit.rlim_max) }), "setrlimit");
    }

    private static bool TrySet(ulong both)
    {
        if (Libc.setrlimit(Libc.RLIMIT_NOFILE, new ResourceLimit { rlim_cur = both, rlim_max = both }) == 0)
        {
            return true;
        }

        return Marshal.GetLastPInvokeError() == Errno.EPERM ? false : throw LinuxException.Last("setrlimit");
    }
}
