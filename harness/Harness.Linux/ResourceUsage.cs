using static Harness.Linux.Interop;

namespace Harness.Linux;

/// <summary>What this process has cost so far, getrusage(2).</summary>
public static class ResourceUsage
{
    /// <summary>
    /// User and system CPU time, with that of the children that have ended; and the largest resident memory, without them.
    /// </summary>
    public static (double CpuSeconds, long MaxRssBytes) OfThisProcess()
    {
        var self = Of(Libc.RUSAGE_SELF);
        return (self.CpuSeconds + CpuSecondsOfEndedChildren(), self.ru_maxrss * 1024);
    }

    /// <summary>User and system CPU time of the calling thread.</summary>
    public static double CpuSecondsOfThisThread() => Of(Libc.RUSAGE_THREAD).CpuSeconds;

    /// <summary>User and system CPU time of the children that have ended, and of theirs.</summary>
    public static double CpuSecondsOfEndedChildren() => Of(Libc.RUSAGE_CHILDREN).CpuSeconds;

    private static Usage Of(int who)
    {
        LinuxException.ThrowIfFailed(Libc.getrusage(who, out var usage), "getrusage");
        return usage;
    }
}
