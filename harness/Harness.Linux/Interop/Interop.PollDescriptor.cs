using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    /// <summary><c>struct pollfd</c>, 8 bytes.</summary>
    [CType("struct pollfd", "poll.h")]
    [StructLayout(LayoutKind.Sequential)]
    internal struct PollDescriptor
    {
        internal const short POLLIN = 1;
        internal const short POLLERR = 8;

        internal int fd;
        internal short events;
        internal short revents;
    }
}
