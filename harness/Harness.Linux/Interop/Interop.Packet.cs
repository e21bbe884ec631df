using System.Runtime.InteropServices;

namespace Harness.Linux;

// packet(7); Documentation/networking/packet_mmap.rst
internal static partial class Interop
{
    /// <summary><c>struct sockaddr_ll</c>, 20 bytes; the hardware address at its end is not used.</summary>
    [CType("struct sockaddr_ll", "linux/if_packet.h")]
    [StructLayout(LayoutKind.Sequential, Size = 20)]
    internal struct PacketAddress
    {
        /// <summary>What came with the hardware address of another host.</summary>
        internal const byte PACKET_OTHERHOST = 3;
        internal const byte PACKET_OUTGOING = 4;

        /// <summary><c>htons(ETH_P_ALL)</c>: every protocol.</summary>
        internal static readonly ushort EveryProtocol = BitConverter.IsLittleEndian ? (ushort)0x0300 : (ushort)0x0003;

        internal ushort sll_family;
        internal ushort sll_protocol;
        internal int sll_ifindex;
        internal ushort sll_hatype;

        /// <summary>PACKET_OUTGOING for what this machine sends.</summary>
        internal byte sll_pkttype;
        internal byte sll_halen;
    }

    /// <summary><c>struct tpacket_req</c>, 16 bytes: the ring of received frames.</summary>
    [CType("struct tpacket_req", "linux/if_packet.h")]
    [StructLayout(LayoutKind.Sequential)]
    internal struct PacketRing
    {
        internal uint tp_block_size;
        internal uint tp_block_nr;
        internal uint tp_frame_size;
        internal uint tp_frame_nr;
    }

    /// <summary><c>struct tpacket2_hdr</c>, 32 bytes: what stands before each frame of the ring.</summary>
    [CType("struct tpacket2_hdr", "linux/if_packet.h")]
    [StructLayout(LayoutKind.Sequential, Size = 32)]
    internal struct PacketHeader
    {
        internal const int TPACKET_V2 = 1;
        internal const uint TP_STATUS_KERNEL = 0;
        internal const uint TP_STATUS_USER = 1;

        /// <summary>Whose the frame is at the moment; the kernel writes it last.</summary>
        internal uint tp_status;

        /// <summary>The frame's length.</summary>
        internal uint tp_len;

        /// <summary>How much of it fitted into the ring.</summary>
        internal uint tp_snaplen;

        /// <summary>From this header to the frame.</summary>
        internal ushort tp_mac;
        internal ushort tp_net;

        /// <summary>CLOCK_REALTIME, when the kernel took the frame from the interface.</summary>
        internal uint tp_sec;
        internal uint tp_nsec;
        internal ushort tp_vlan_tci;
        internal ushort tp_vlan_tpid;
    }

    /// <summary><c>struct tpacket_stats</c>, 8 bytes.</summary>
    [CType("struct tpacket_stats", "linux/if_packet.h")]
    [StructLayout(LayoutKind.Sequential)]
    internal struct PacketStatistics
    {
        /// <summary>Those dropped included.</summary>
        internal uint tp_packets;

        /// <summary>The ring was full.</summary>
        internal uint tp_drops;
    }
}
