using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Harness.Protocol.Counting;
using static Harness.Linux.Interop;

namespace Harness.Linux;

/// <summary>Dumps of the kernel's TCP sockets over netlink, sock_diag(7).</summary>
internal sealed class SockDiag : IDisposable
{
    // The kernel fills at most 32 KiB at a time (net/netlink/af_netlink.c, netlink_recvmsg).
    private readonly byte[] buffer = new byte[32 * 1024];
    private readonly SafeFileDescriptor socket = Libc.socket(
        Libc.AF_NETLINK, Libc.SOCK_RAW | Libc.SOCK_CLOEXEC, Libc.NETLINK_SOCK_DIAG);

    private uint sequence;

    internal SockDiag()
    {
        if (socket.IsInvalid)
        {
            throw LinuxException.Last("socket");
        }
    }

    public void Dispose() => socket.Dispose();

    /// <summary>Shows every socket of every family.</summary>
    /// <param name="states">Bit n asks for state n.</param>
    /// <param name="seen">Called once per socket; the message is in the buffer and must not be kept.</param>
    internal void Dump(uint states, SockDiagReply.Seen seen)
    {
        sequence++;
        Ask(states);
        while (!SockDiagReply.Show(buffer.AsSpan(0, Receive()), sequence, seen))
        {
        }
    }

    private void Ask(uint states)
    {
        var size = Unsafe.SizeOf<NetlinkHeader>() + Unsafe.SizeOf<InetDiagRequest>();
        var request = buffer.AsSpan(0, size);
        request.Clear();
        ref var header = ref MemoryMarshal.AsRef<NetlinkHeader>(request);
        header.nlmsg_len = (uint)size;
        header.nlmsg_type = TCPDIAG_GETSOCK;
        header.nlmsg_flags = NetlinkHeader.NLM_F_REQUEST | NetlinkHeader.NLM_F_DUMP;
        header.nlmsg_seq = sequence;
        MemoryMarshal.AsRef<InetDiagRequest>(request[Unsafe.SizeOf<NetlinkHeader>()..]).idiag_states = states;
        LinuxException.ThrowIfFailed(Libc.send(socket, request, (nuint)size, 0), "send");
    }

    private int Receive()
    {
        while (true)
        {
            var received = Libc.recv(socket, buffer, (nuint)buffer.Length, 0);
            if (received >= 0)
            {
                return (int)received;
            }

            if (Marshal.GetLastPInvokeError() != Errno.EINTR)
            {
                throw LinuxException.Last("recv");
            }
        }
    }
}
