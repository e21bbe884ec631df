using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    /// <summary><c>struct nlmsghdr</c>, 16 bytes.</summary>
    [CType("struct nlmsghdr", "linux/netlink.h")]
    [StructLayout(LayoutKind.Sequential)]
    internal struct NetlinkHeader
    {
        internal const ushort NLMSG_ERROR = 2;
        internal const ushort NLMSG_DONE = 3;
        internal const ushort NLM_F_REQUEST = 1;
        internal const ushort NLM_F_DUMP = 0x300;

        /// <summary>With this header; the next message begins at the next multiple of 4.</summary>
        internal uint nlmsg_len;
        internal ushort nlmsg_type;
        internal ushort nlmsg_flags;
        internal uint nlmsg_seq;
        internal uint nlmsg_pid;
    }
}
