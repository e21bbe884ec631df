using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    /// <summary><c>struct timeval</c>, 16 bytes.</summary>
    [CType("struct timeval", "sys/time.h")]
    [StructLayout(LayoutKind.Sequential)]
    internal struct TimeValue
    {
        internal long tv_sec;
        internal long tv_usec;

        internal readonly double Seconds => tv_sec + (tv_usec / 1e6);
    }

    /// <summary><c>struct rusage</c>, 144 bytes.</summary>
    [CType("struct rusage", "sys/resource.h")]
    [StructLayout(LayoutKind.Sequential)]
    internal struct Usage
    {
        internal TimeValue ru_utime;
        internal TimeValue ru_stime;

        /// <summary>The largest resident memory, in KiB.</summary>
        internal long ru_maxrss;
        internal long ru_ixrss;
        internal long ru_idrss;
        internal long ru_isrss;
        internal long ru_minflt;
        internal long ru_majflt;
        internal long ru_nswap;
        internal long ru_inblock;
        internal long ru_oublock;
        internal long ru_msgsnd;
        internal long ru_msgrcv;
        internal long ru_nsignals;
        internal long ru_nvcsw;
        internal long ru_nivcsw;

        internal readonly double CpuSeconds => ru_utime.Seconds + ru_stime.Seconds;
    }
}
