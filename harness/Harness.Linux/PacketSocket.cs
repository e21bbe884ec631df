using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Harness.Protocol.Counting;
using static Harness.Linux.Interop;

namespace Harness.Linux;

/// <summary>
/// An interface's frames as they are, Ethernet header included: packet(7) with a ring that the kernel fills. It takes what
/// arrives there for anyone, and not what is sent there. It is for one thread, except <see cref="Dispose"/>, which must come
/// after that thread's last call.
/// </summary>
public sealed class PacketSocket : IDisposable
{
    /// <summary>Frames that the ring holds while nobody takes them; more are dropped and counted.</summary>
    public const int RingFrames = 4096;

    /// <summary>The largest frame that the ring takes whole is somewhat smaller: 1514 bytes, and room to spare.</summary>
    private const int FrameSize = 2048;

    // A multiple of every page size that Linux has.
    private const int BlockSize = 1 << 16;
    private const int RingBytes = RingFrames * FrameSize;

    private readonly SafeFileDescriptor socket = Libc.socket(Libc.AF_PACKET, Libc.SOCK_RAW | Libc.SOCK_CLOEXEC, 0);
    private readonly nint ring;
    private int next;
    private long dropped;

    /// <summary>Opens it in the calling thread's network namespace.</summary>
    /// <param name="interfaceName">At most 7 letters.</param>
    /// <exception cref="LinuxException">EPERM without CAP_NET_RAW, EAFNOSUPPORT in a kernel without packet sockets, ENODEV.</exception>
    public PacketSocket(string interfaceName)
    {
        if (socket.IsInvalid)
        {
            throw LinuxException.Last("socket(AF_PACKET)");
        }

        try
        {
            Set(Libc.PACKET_VERSION, PacketHeader.TPACKET_V2, "setsockopt(PACKET_VERSION)");
            Set(Libc.PACKET_IGNORE_OUTGOING, 1, "setsockopt(PACKET_IGNORE_OUTGOING)");
            ring = MapRing();
            var request = InterfaceRequest.For(interfaceName);
            LinuxException.ThrowIfFailed(Libc.ioctl(socket, Libc.SIOCGIFINDEX, ref request), "ioctl(SIOCGIFINDEX)");
            // Without a protocol nothing came in until now: the ring has frames of this interface only.
            var address = new PacketAddress
            {
                sll_family = Libc.AF_PACKET,
                sll_protocol = PacketAddress.EveryProtocol,
                sll_ifindex = request.ifr_ifindex,
            };
            LinuxException.ThrowIfFailed(Libc.bind(socket, in address, (uint)Unsafe.SizeOf<PacketAddress>()), "bind");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Blocks until either has a frame or <paramref name="timestamp"/> has come.</summary>
    /// <param name="a">One socket.</param>
    /// <param name="b">The other.</param>
    /// <param name="timestamp">A value of <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/>, in nanoseconds on Linux.</param>
    public static void Wait(PacketSocket a, PacketSocket b, long timestamp)
    {
        TimerSlack.TurnOff();
        var remaining = timestamp - System.Diagnostics.Stopwatch.GetTimestamp();
        if (remaining <= 0)
        {
            return;
        }

        Span<PollDescriptor> both =
        [
            new() { fd = a.socket.Number, events = PollDescriptor.POLLIN },
            new() { fd = b.socket.Number, events = PollDescriptor.POLLIN },
        ];
        if (Libc.ppoll(both, 2, TimeSpec.Of(remaining), 0) < 0 && Marshal.GetLastPInvokeError() != Errno.EINTR)
        {
            throw LinuxException.Last("ppoll");
        }

        a.ForgetError(both[0]);
        b.ForgetError(both[1]);
    }

    /// <summary>Shows the next frame without taking it; <see cref="Take"/> does that.</summary>
    /// <param name="frame">Stays valid until it is taken; empty for one that was larger than the ring allows.</param>
    /// <param name="arrived">When the kernel took it from the interface: nanoseconds since 1970, CLOCK_REALTIME.</param>
    /// <returns>False when there is none.</returns>
    public unsafe bool TryPeek(out ReadOnlySpan<byte> frame, out long arrived)
    {
        var header = Header();
        if ((Volatile.Read(ref header->tp_status) & PacketHeader.TP_STATUS_USER) == 0)
        {
            frame = default;
            arrived = 0;
            return false;
        }

        var isWhole = header->tp_snaplen == header->tp_len;
        frame = isWhole ? new ReadOnlySpan<byte>((byte*)header + header->tp_mac, (int)header->tp_len) : default;
        arrived = (header->tp_sec * 1_000_000_000L) + header->tp_nsec;
        return true;
    }

    /// <summary>Gives the shown frame's place back to the kernel.</summary>
    public unsafe void Take()
    {
        Volatile.Write(ref Header()->tp_status, PacketHeader.TP_STATUS_KERNEL);
        next = (next + 1) % RingFrames;
    }

    /// <summary>Sends a frame out of the interface.</summary>
    /// <returns>False when the interface or its peer is gone or took it not: the frame is lost, as on any wire.</returns>
    /// <exception cref="LinuxException">EMSGSIZE: it is larger than the MTU.</exception>
    public bool TrySend(ReadOnlySpan<byte> frame)
    {
        while (Libc.send(socket, frame, (nuint)frame.Length, 0) < 0)
        {
            switch (Marshal.GetLastPInvokeError())
            {
                case Errno.EINTR:
                    continue;
                case Errno.ENOBUFS or Errno.ENETDOWN or Errno.ENXIO:
                    return false;
                default:
                    throw LinuxException.Last("send");
            }
        }

        return true;
    }

    /// <summary>Frames that found the ring full, since it was opened.</summary>
    public long Dropped()
    {
        var size = (uint)Unsafe.SizeOf<PacketStatistics>();
        LinuxException.ThrowIfFailed(
            Libc.getsockopt(socket, Libc.SOL_PACKET, Libc.PACKET_STATISTICS, out PacketStatistics since, ref size),
            "getsockopt(PACKET_STATISTICS)");
        return dropped += since.tp_drops;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (ring > 0)
        {
            Libc.munmap(ring, RingBytes);
        }

        socket.Dispose();
    }

    private nint MapRing()
    {
        var request = new PacketRing
        {
            tp_block_size = BlockSize,
            tp_block_nr = RingBytes / BlockSize,
            tp_frame_size = FrameSize,
            tp_frame_nr = RingFrames,
        };
        LinuxException.ThrowIfFailed(
            Libc.setsockopt(socket, Libc.SOL_PACKET, Libc.PACKET_RX_RING, in request, (uint)Unsafe.SizeOf<PacketRing>()),
            "setsockopt(PACKET_RX_RING)");
        return LinuxException.ThrowIfFailed(Libc.mmap(0, RingBytes, Libc.PROT_READ | Libc.PROT_WRITE, Libc.MAP_SHARED, socket, 0), "mmap");
    }

    private void Set(int option, int value, string what) =>
        LinuxException.ThrowIfFailed(Libc.setsockopt(socket, Libc.SOL_PACKET, option, in value, sizeof(int)), what);

    // An interface that goes down leaves an error, which would end every further wait at once.
    private void ForgetError(in PollDescriptor polled)
    {
        if ((polled.revents & PollDescriptor.POLLERR) != 0)
        {
            var size = (uint)sizeof(int);
            LinuxException.ThrowIfFailed(
                Libc.getsockopt(socket, Libc.SOL_SOCKET, Libc.SO_ERROR, out int _, ref size), "getsockopt(SO_ERROR)");
        }
    }

    private unsafe PacketHeader* Header() => (PacketHeader*)(ring + ((nint)next * FrameSize));
}
