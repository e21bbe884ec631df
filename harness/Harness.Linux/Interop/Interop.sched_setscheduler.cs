using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        internal const int SCHED_FIFO = 1;
        internal const int SCHED_RESET_ON_FORK = 0x40000000;

        /// <summary>
        /// <c>int sched_setscheduler(pid_t pid, int policy, const struct sched_param *param)</c>: 0 is the calling thread, the
        /// struct one int, the priority; EPERM without CAP_SYS_NICE.
        /// </summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial int sched_setscheduler(int pid, int policy, in int param);
    }
}
