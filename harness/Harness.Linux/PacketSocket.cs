using System.Numerics;
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

    // The kernel's header before a frame, the Ethernet header, and room to spare.
    private const int BesidesThePacket = 200;

    private readonly FrameRing ring;

    /// <summary>Opens it in the calling thread's network namespace.</summary>
    /// <param name="interfaceName">At most 7 letters.</param>
    /// <param name="mtu">Bytes of the largest packet that comes there, its Ethernet header not counted.</param>
    /// <exception cref="LinuxException">EPERM without CAP_NET_RAW, EAFNOSUPPORT in a kernel without packet sockets, ENODEV.</exception>
    public PacketSocket(string interfaceName, int mtu = 1500)
    {
        ring = new(Libc.SOCK_RAW, RingFrames, (int)BitOperations.RoundUpToPowerOf2((uint)(mtu + BesidesThePacket)));
        try
        {
            ring.Set(Libc.PACKET_IGNORE_OUTGOING, 1, "setsockopt(PACKET_IGNORE_OUTGOING)");
            var request = InterfaceRequest.For(interfaceName);
            LinuxException.ThrowIfFailed(Libc.ioctl(ring.Socket, Libc.SIOCGIFINDEX, ref request), "ioctl(SIOCGIFINDEX)");
            ring.Bind(request.ifr_ifindex);
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
            new() { fd = a.ring.Socket.Number, events = PollDescriptor.POLLIN },
            new() { fd = b.ring.Socket.Number, events = PollDescriptor.POLLIN },
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
        var header = ring.Peek();
        if (header is null)
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
    public void Take() => ring.Take();

    /// <summary>Sends a frame out of the interface.</summary>
    /// <returns>False when the interface or its peer is gone or took it not: the frame is lost, as on any wire.</returns>
    /// <exception cref="LinuxException">EMSGSIZE: it is larger than the MTU.</exception>
    public bool TrySend(ReadOnlySpan<byte> frame)
    {
        while (Libc.send(ring.Socket, frame, (nuint)frame.Length, 0) < 0)
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
    public long Dropped() => ring.Dropped();

    /// <inheritdoc/>
    public void Dispose() => ring.Dispose();

    // An interface that goes down leaves an error, which would end every further wait at once.
    private void ForgetError(in PollDescriptor polled)
    {
        if ((polled.revents & PollDescriptor.POLLERR) != 0)
        {
            var size = (uint)sizeof(int);
            LinuxException.ThrowIfFailed(
                Libc.getsockopt(ring.Socket, Libc.SOL_SOCKET, Libc.SO_ERROR, out int _, ref size), "getsockopt(SO_ERROR)");
        }
    }
}
