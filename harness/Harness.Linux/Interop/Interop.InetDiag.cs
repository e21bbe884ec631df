using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Harness.Linux;

// sock_diag(7); include/uapi/linux/inet_diag.h
internal static partial class Interop
{
    /// <summary>
    /// The older request, which shows every family in one walk over the kernel's table; SOCK_DIAG_BY_FAMILY needs a walk each
    /// (net/ipv4/inet_diag.c, inet_diag_dump_compat).
    /// </summary>
    internal const ushort TCPDIAG_GETSOCK = 18;

    /// <summary><c>__be32[4]</c>, 16 bytes: an address in network order; of IPv4 only the first word.</summary>
    [CType("__be32[4]", "linux/types.h")]
    [InlineArray(4)]
    internal struct InetDiagAddress
    {
        private uint word;
    }

    /// <summary><c>__u32[2]</c>, 8 bytes, aligned to 4.</summary>
    [CType("__u32[2]", "linux/types.h")]
    [InlineArray(2)]
    internal struct InetDiagCookie
    {
        private uint word;
    }

    /// <summary><c>struct inet_diag_sockid</c>, 48 bytes. Ports are in network order.</summary>
    [CType("struct inet_diag_sockid", "linux/inet_diag.h")]
    [StructLayout(LayoutKind.Sequential)]
    internal struct InetDiagSocketId
    {
        internal ushort idiag_sport;
        internal ushort idiag_dport;
        internal InetDiagAddress idiag_src;
        internal InetDiagAddress idiag_dst;
        internal uint idiag_if;
        internal InetDiagCookie idiag_cookie;
    }

    /// <summary><c>struct inet_diag_req</c>, 60 bytes.</summary>
    [CType("struct inet_diag_req", "linux/inet_diag.h")]
    [StructLayout(LayoutKind.Sequential)]
    internal struct InetDiagRequest
    {
        internal byte idiag_family;
        internal byte idiag_src_len;
        internal byte idiag_dst_len;
        internal byte idiag_ext;
        internal InetDiagSocketId id;

        /// <summary>Bit n asks for state n.</summary>
        internal uint idiag_states;
        internal uint idiag_dbs;
    }

    /// <summary><c>struct inet_diag_msg</c>, 72 bytes.</summary>
    [CType("struct inet_diag_msg", "linux/inet_diag.h")]
    [StructLayout(LayoutKind.Sequential)]
    internal struct InetDiagMessage
    {
        /// <summary>The value of <see cref="idiag_timer"/> that only minisockets have.</summary>
        internal const byte TimeWaitTimer = 3;

        internal byte idiag_family;
        internal byte idiag_state;
        internal byte idiag_timer;
        internal byte idiag_retrans;
        internal InetDiagSocketId id;
        internal uint idiag_expires;
        internal uint idiag_rqueue;
        internal uint idiag_wqueue;
        internal uint idiag_uid;
        internal uint idiag_inode;
    }
}
