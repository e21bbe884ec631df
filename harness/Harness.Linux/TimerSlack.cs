using static Harness.Linux.Interop;

namespace Harness.Linux;

/// <summary>The 50 us by which the kernel may let a thread oversleep, so as to wake several at once.</summary>
internal static class TimerSlack
{
    [ThreadStatic]
    private static bool isOff;

    /// <summary>Takes it off the calling thread, once.</summary>
    internal static void TurnOff()
    {
        if (!isOff)
        {
            LinuxException.ThrowIfFailed(Libc.prctl(Libc.PR_SET_TIMERSLACK, 1), "prctl");
            isOff = true;
        }
    }
}
