using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        /// <summary><c>int epoll_wait(int epfd, struct epoll_event *events, int maxevents, int timeout)</c>: EINTR.</summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial int epoll_wait(SafeFileDescriptor epfd, Span<byte> events, int maxevents, int timeout);
    }
}
