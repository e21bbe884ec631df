using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        internal const int CLOCK_MONOTONIC = 1;
        internal const int TIMER_ABSTIME = 1;

        /// <summary>
        /// <c>int clock_nanosleep(clockid_t clockid, int flags, const struct timespec *request, struct timespec *remain)</c>:
        /// returns the error and leaves errno as it was; EINTR.
        /// </summary>
        [LibraryImport(Libraries.Libc)]
        internal static partial int clock_nanosleep(int clockid, int flags, in TimeSpec request, nint remain);
    }
}
