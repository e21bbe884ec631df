using System.Runtime.CompilerServices;
using static Harness.Linux.Interop;

namespace Harness.Linux;

/// <summary>
/// TCP segments in both directions, on every interface of the network namespace in which the creating thread stands. On the loopback
/// interface each is shown twice: as sent and as received. A frame for another host, which a switch floods or a promiscuous interface
/// takes, is not shown: IP drops it too. The kernel filters; other packets are not copied. For one thread.
/// </summary>
public sealed class SegmentSocket : IDisposable
{
    // At a hundred thousand segments a second: a third of a second. 8 MiB.
    private const int RingFrames = 32_768;
    private const int FrameSize = 256;

    // Two headers of at most 60 bytes.
    private const int Kept = 120;

    // sockaddr_ll stands behind the header, aligned to 16 bytes.
    private const int AddressOffset = 32;

    // ARPHRD_LOOPBACK.
    private const ushort LoopbackType = 772;

    private static readonly FilterInstruction[] Ends =
    [
        new(FilterInstruction.LoadByte, FilterInstruction.PacketType),
        new(FilterInstruction.JumpIfEqual, PacketAddress.PACKET_OTHERHOST, jt: 16, jf: 0),
        new(FilterInstruction.LoadByte, 0),
        new(FilterInstruction.ShiftRight, 4),
        new(FilterInstruction.JumpIfEqual, 4, jt: 0, jf: 7),

        // IPv4: TCP, the first fragment, the flags behind a header of some length.
        new(FilterInstruction.LoadByte, 9),
        new(FilterInstruction.JumpIfEqual, 6, jt: 0, jf: 11),
        new(FilterInstruction.LoadHalf, 6),
        new(FilterInstruction.JumpIfSet, 0x1FFF, jt: 9, jf: 0),
        new(FilterInstruction.LoadHeaderLength, 0),
        new(FilterInstruction.LoadByteIndexed, 13),
        new(FilterInstruction.JumpIfSet, 0x07, jt: 5, jf: 6),

        // IPv6 without extension headers, which the kernel's TCP does not send.
        new(FilterInstruction.JumpIfEqual, 6, jt: 0, jf: 5),
        new(FilterInstruction.LoadByte, 6),
        new(FilterInstruction.JumpIfEqual, 6, jt: 0, jf: 3),
        new(FilterInstruction.LoadByte, 53),
        new(FilterInstruction.JumpIfSet, 0x07, jt: 0, jf: 1),
        new(FilterInstruction.Return, Kept),
        new(FilterInstruction.Return, 0),
    ];

    private static readonly FilterInstruction[] All =
    [
        new(FilterInstruction.LoadByte, FilterInstruction.PacketType),
        new(FilterInstruction.JumpIfEqual, PacketAddress.PACKET_OTHERHOST, jt: 11, jf: 0),
        new(FilterInstruction.LoadByte, 0),
        new(FilterInstruction.ShiftRight, 4),
        new(FilterInstruction.JumpIfEqual, 4, jt: 0, jf: 4),
        new(FilterInstruction.LoadByte, 9),
        new(FilterInstruction.JumpIfEqual, 6, jt: 0, jf: 6),
        new(FilterInstruction.LoadHalf, 6),
        new(FilterInstruction.JumpIfSet, 0x1FFF, jt: 4, jf: 3),
        new(FilterInstruction.JumpIfEqual, 6, jt: 0, jf: 3),
        new(FilterInstruction.LoadByte, 6),
        new(FilterInstruction.JumpIfEqual, 6, jt: 0, jf: 1),
        new(FilterInstruction.Return, Kept),
        new(FilterInstruction.Return, 0),
    ];

    private readonly FrameRing ring = new(Libc.SOCK_DGRAM, RingFrames, FrameSize);

    /// <summary>Opens it; segments are kept from here on.</summary>
    /// <param name="kinds">Which ones.</param>
    /// <exception cref="LinuxException">EPERM without CAP_NET_RAW, EAFNOSUPPORT in a kernel without packet sockets, ENOMEM.</exception>
    public SegmentSocket(SegmentKinds kinds)
    {
        try
        {
            Attach(kinds == SegmentKinds.All ? All : Ends);
            ring.Bind(interfaceIndex: 0);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Shows the next segment without taking it; <see cref="Take"/> does that.</summary>
    /// <param name="packet">From its IP header on, at most 120 bytes; valid until it is taken.</param>
    /// <param name="passage">How it passed.</param>
    /// <returns>False when there is none.</returns>
    public unsafe bool TryPeek(out ReadOnlySpan<byte> packet, out Passage passage)
    {
        var header = ring.Peek();
        if (header is null)
        {
            packet = default;
            passage = default;
            return false;
        }

        var address = (PacketAddress*)((byte*)header + AddressOffset);
        packet = new ReadOnlySpan<byte>((byte*)header + header->tp_net, (int)header->tp_snaplen);
        passage = new(
            (header->tp_sec * 1_000_000_000L) + header->tp_nsec,
            address->sll_pkttype == PacketAddress.PACKET_OUTGOING,
            address->sll_hatype == LoopbackType);
        return true;
    }

    /// <summary>Gives the shown segment's place back to the kernel.</summary>
    public void Take() => ring.Take();

    /// <summary>Segments that found the ring full, since it was opened: nothing is known of their connections.</summary>
    public long Dropped() => ring.Dropped();

    /// <inheritdoc/>
    public void Dispose() => ring.Dispose();

    private unsafe void Attach(ReadOnlySpan<FilterInstruction> instructions)
    {
        fixed (FilterInstruction* first = instructions)
        {
            var program = new FilterProgram { len = (ushort)instructions.Length, filter = first };
            LinuxException.ThrowIfFailed(
                Libc.setsockopt(
                    ring.Socket, Libc.SOL_SOCKET, Libc.SO_ATTACH_FILTER, in program, (uint)Unsafe.SizeOf<FilterProgram>()),
                "setsockopt(SO_ATTACH_FILTER)");
        }
    }
}
