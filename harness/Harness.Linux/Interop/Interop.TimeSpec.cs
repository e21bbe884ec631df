using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    /// <summary><c>struct timespec</c>, 16 bytes.</summary>
    [CType("struct timespec", "time.h")]
    [StructLayout(LayoutKind.Sequential)]
    internal struct TimeSpec
    {
        internal long tv_sec;
        internal long tv_nsec;

        /// <summary>A duration, or a moment of a clock as the time since its zero.</summary>
        internal static TimeSpec Of(long nanoseconds) => new()
        {
            tv_sec = nanoseconds / 1_000_000_000,
            tv_nsec = nanoseconds % 1_000_000_000,
        };
    }

    /// <summary><c>struct itimerspec</c>, 32 bytes.</summary>
    [CType("struct itimerspec", "time.h")]
    [StructLayout(LayoutKind.Sequential)]
    internal struct TimerSpec
    {
        internal TimeSpec it_interval;
        internal TimeSpec it_value;
    }
}
