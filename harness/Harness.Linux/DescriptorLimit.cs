using System.Runtime.InteropServices;
using static Harness.Linux.Interop;

namespace Harness.Linux;

/// <summary>How many files, sockets among them, this process may have open (RLIMIT_NOFILE).</summary>
public static class DescriptorLimit
{
    // The kernel's default of fs.nr_open.
    private const ulong Enough = 1_048_576;

    /// <summary>Raises the limit as far as this user may: up to the hard limit, and as root up to fs.nr_open, at most 1 048 576. Children inherit it.</summary>
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

    private static bool TrySet(ulong both)
    {
        if (Libc.setrlimit(Libc.RLIMIT_NOFILE, new ResourceLimit { rlim_cur = both, rlim_max = both }) == 0)
        {
            return true;
        }

        return Marshal.GetLastPInvokeError() == ErrorNumber.EPERM ? false : throw LinuxException.Last("setrlimit");
    }
}
