using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        /// <summary>
        /// <c>int ppoll(struct pollfd *fds, nfds_t nfds, const struct timespec *tmo_p, const sigset_t *sigmask)</c>: a time-out
        /// as precise as the timer slack allows; EINTR.
        /// </summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial int ppoll(Span<PollDescriptor> fds, nuint nfds, in TimeSpec tmo_p, nint sigmask);
    }
}
