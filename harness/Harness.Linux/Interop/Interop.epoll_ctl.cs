using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        internal const int EPOLL_CTL_ADD = 1;
        internal const int EPOLL_CTL_MOD = 3;

        /// <summary>
        /// <c>int epoll_ctl(int epfd, int op, int fd, struct epoll_event *event)</c>: ENOSPC beyond /proc/sys/fs/epoll/max_user_watches.
        /// Closing <c>fd</c> takes it out again.
        /// </summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial int epoll_ctl(SafeFileDescriptor epfd, int op, SafeFileDescriptor fd, ReadOnlySpan<byte> @event);
    }
}
