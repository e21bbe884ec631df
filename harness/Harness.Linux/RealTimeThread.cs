using System.Runtime.InteropServices;
using Harness.Protocol.Counting;
using static Harness.Linux.Interop;

namespace Harness.Linux;

/// <summary>A thread that must be on time and never has much to do at once.</summary>
public static class RealTimeThread
{
    /// <summary>
    /// Lets the calling thread sleep no longer than asked and, where this user may (CAP_SYS_NICE, which a user namespace does not give),
    /// run before all ordinary threads: SCHED_FIFO.
    /// </summary>
    public static void Raise()
    {
        TimerSlack.TurnOff();
        if (Libc.sched_setscheduler(0, Libc.SCHED_FIFO | Libc.SCHED_RESET_ON_FORK, 1) != 0 && Marshal.GetLastPInvokeError() != Errno.EPERM)
        {
            throw LinuxException.Last("sched_setscheduler");
        }
    }
}
