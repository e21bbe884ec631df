using System.Runtime.InteropServices;

namespace Harness.Linux;

// Documentation/networking/filter.rst
internal static partial class Interop
{
    /// <summary><c>struct sock_filter</c>, 8 bytes: one instruction of a classic BPF program.</summary>
    [CType("struct sock_filter", "linux/filter.h")]
    [StructLayout(LayoutKind.Sequential)]
    internal readonly struct FilterInstruction(ushort code, uint k, byte jt = 0, byte jf = 0)
    {
        /// <summary>A = the byte at k.</summary>
        internal const ushort LoadByte = 0x30;

        /// <summary>A = the two bytes at k.</summary>
        internal const ushort LoadHalf = 0x28;

        /// <summary>A = the byte at X + k.</summary>
        internal const ushort LoadByteIndexed = 0x50;

        /// <summary>X = four times the low half of the byte at k: the length of an IPv4 header.</summary>
        internal const ushort LoadHeaderLength = 0xB1;

        /// <summary>A &gt;&gt;= k.</summary>
        internal const ushort ShiftRight = 0x74;

        /// <summary>Goes on by jt when A == k, by jf otherwise.</summary>
        internal const ushort JumpIfEqual = 0x15;

        /// <summary>Goes on by jt when A &amp; k is not 0, by jf otherwise.</summary>
        internal const ushort JumpIfSet = 0x45;

        /// <summary>Keeps the first k bytes; 0 drops the packet.</summary>
        internal const ushort Return = 0x06;

        /// <summary>SKF_AD_OFF + SKF_AD_PKTTYPE: where a load finds <c>sll_pkttype</c> instead of a byte of the packet.</summary>
        internal const uint PacketType = 0xFFFF_F004;

        internal readonly ushort code = code;
        internal readonly byte jt = jt;
        internal readonly byte jf = jf;
        internal readonly uint k = k;
    }

    /// <summary><c>struct sock_fprog</c>: a length and a pointer.</summary>
    [CType("struct sock_fprog", "linux/filter.h")]
    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct FilterProgram
    {
        internal ushort len;
        internal FilterInstruction* filter;
    }
}
