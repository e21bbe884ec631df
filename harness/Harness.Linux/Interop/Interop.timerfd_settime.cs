using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        internal const int TFD_TIMER_ABSTIME = 1;

        /// <summary>
        /// <c>int timerfd_settime(int fd, int flags, const struct itimerspec *new_value, struct itimerspec *old_value)</c>:
        /// whoever waits for the timer now waits for the new time. Zero disarms.
        /// </summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial int timerfd_settime(SafeFileDescriptor fd, int flags, in TimerSpec new_value, nint old_value);
    }
}
