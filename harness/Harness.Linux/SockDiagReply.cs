using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Harness.Protocol.Counting;
using static Harness.Linux.Interop;

namespace Harness.Linux;

/// <summary>Takes one part of a sock_diag(7) dump apart: netlink messages, one after the other.</summary>
internal static class SockDiagReply
{
    internal delegate void Seen(in InetDiagMessage message);

    /// <summary>Shows the sockets of a part.</summary>
    /// <param name="rest">What one recv(2) brought.</param>
    /// <param name="sequence">The request's. A dump that an exception broke off may have left answers behind.</param>
    /// <param name="seen">Called once per socket; the message is in the buffer and must not be kept.</param>
    /// <returns>True when this was the last part.</returns>
    /// <exception cref="LinuxException">The kernel refuses the dump, or a message is no whole one (EBADMSG).</exception>
    internal static bool Show(ReadOnlySpan<byte> rest, uint sequence, Seen seen)
    {
        while (rest.Length > 0)
        {
            ref readonly var header = ref First<NetlinkHeader>(rest);
            if (header.nlmsg_len < Unsafe.SizeOf<NetlinkHeader>() || header.nlmsg_len > rest.Length)
            {
                throw NotWhole();
            }

            var length = (int)header.nlmsg_len;
            var body = rest[Unsafe.SizeOf<NetlinkHeader>()..length];
            if (header.nlmsg_seq == sequence)
            {
                switch (header.nlmsg_type)
                {
                    case NetlinkHeader.NLMSG_DONE:
                        return true;
                    case NetlinkHeader.NLMSG_ERROR:
                        throw new LinuxException("sock_diag", -First<int>(body));
                    default:
                        seen(in First<InetDiagMessage>(body));
                        break;
                }
            }

            rest = rest[Math.Min(rest.Length, (length + 3) & ~3)..];
        }

        return false;
    }

    private static ref readonly T First<T>(ReadOnlySpan<byte> bytes)
        where T : struct
    {
        if (bytes.Length < Unsafe.SizeOf<T>())
        {
            throw NotWhole();
        }

        return ref MemoryMarshal.AsRef<T>(bytes);
    }

    private static LinuxException NotWhole() => new("sock_diag", Errno.EBADMSG);
}
