using System.Runtime.CompilerServices;
using static Harness.Linux.Interop;

namespace Harness.Linux;

/// <summary>
/// A packet(7) socket with a ring in memory that the kernel fills and one thread empties. Nothing comes in before <see cref="Bind"/>.
/// </summary>
internal sealed class FrameRing : IDisposable
{
    // A multiple of every page size that Linux has.
    private const int BlockSize = 1 << 16;

    private readonly int frames;
    private readonly int frameSize;
    private readonly nint ring;
    private int next;
    private long dropped;

    /// <param name="type">SOCK_RAW: frames begin with the link's header; SOCK_DGRAM: with the network's.</param>
    /// <param name="frames">How many the ring holds while nobody takes them; more are dropped and counted.</param>
    /// <param name="frameSize">Bytes of each, the kernel's own header included: a power of two.</param>
    /// <exception cref="LinuxException">EPERM without CAP_NET_RAW, EAFNOSUPPORT in a kernel without packet sockets.</exception>
    public FrameRing(int type, int frames, int frameSize)
    {
        (this.frames, this.frameSize) = (frames, frameSize);
        Socket = Libc.socket(Libc.AF_PACKET, type | Libc.SOCK_CLOEXEC, 0);
        if (Socket.IsInvalid)
        {
            throw LinuxException.Last("socket(AF_PACKET)");
        }

        try
        {
            Set(Libc.PACKET_VERSION, PacketHeader.TPACKET_V2, "setsockopt(PACKET_VERSION)");
            ring = MapRing();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public SafeFileDescriptor Socket { get; }

    private int Bytes => frames * frameSize;

    public void Set(int option, int value, string what) =>
        LinuxException.ThrowIfFailed(Libc.setsockopt(Socket, Libc.SOL_PACKET, option, in value, sizeof(int)), what);

    /// <summary>Takes frames from here on.</summary>
    /// <param name="interfaceIndex">Of one interface; 0: of all.</param>
    public void Bind(int interfaceIndex)
    {
        var address = new PacketAddress
        {
            sll_family = Libc.AF_PACKET,
            sll_protocol = PacketAddress.EveryProtocol,
            sll_ifindex = interfaceIndex,
        };
        LinuxException.ThrowIfFailed(Libc.bind(Socket, in address, (uint)Unsafe.SizeOf<PacketAddress>()), "bind");
    }

    /// <summary>The next frame's header; null when there is none. The frame stays until <see cref="Take"/>.</summary>
    public unsafe PacketHeader* Peek()
    {
        var header = Header();
        return (Volatile.Read(ref header->tp_status) & PacketHeader.TP_STATUS_USER) == 0 ? null : header;
    }

    /// <summary>Gives the shown frame's place back to the kernel.</summary>
    public unsafe void Take()
    {
        Volatile.Write(ref Header()->tp_status, PacketHeader.TP_STATUS_KERNEL);
        next = (next + 1) % frames;
    }

    /// <summary>Frames that found the ring full, since it was opened.</summary>
    public long Dropped()
    {
        var size = (uint)Unsafe.SizeOf<PacketStatistics>();
        LinuxException.ThrowIfFailed(
            Libc.getsockopt(Socket, Libc.SOL_PACKET, Libc.PACKET_STATISTICS, out PacketStatistics since, ref size),
            "getsockopt(PACKET_STATISTICS)");
        return dropped += since.tp_drops;
    }

    public void Dispose()
    {
        if (ring > 0)
        {
            Libc.munmap(ring, (nuint)Bytes);
        }

        Socket.Dispose();
    }

    private nint MapRing()
    {
        var request = new PacketRing
        {
            tp_block_size = BlockSize,
            tp_block_nr = (uint)(Bytes / BlockSize),
            tp_frame_size = (uint)frameSize,
            tp_frame_nr = (uint)frames,
        };
        LinuxException.ThrowIfFailed(
            Libc.setsockopt(Socket, Libc.SOL_PACKET, Libc.PACKET_RX_RING, in request, (uint)Unsafe.SizeOf<PacketRing>()),
            "setsockopt(PACKET_RX_RING)");
        return LinuxException.ThrowIfFailed(
            Libc.mmap(0, (nuint)Bytes, Libc.PROT_READ | Libc.PROT_WRITE, Libc.MAP_SHARED, Socket, 0), "mmap");
    }

    private unsafe PacketHeader* Header() => (PacketHeader*)(ring + ((nint)next * frameSize));
}
