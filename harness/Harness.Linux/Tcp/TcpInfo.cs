using System.Runtime.InteropServices;
using Harness.Protocol.Counting;
using static Harness.Linux.Interop;

namespace Harness.Linux.Tcp;

/// <summary>What the kernel says about a connection: <c>struct tcp_info</c> of linux/tcp.h, copied as far as it is needed.</summary>
internal static class TcpInfo
{
    // Offsets of tcpi_notsent_bytes, tcpi_bytes_sent and tcpi_bytes_retrans; the last two exist since Linux 4.19.
    private const int NotSent = 144;
    private const int Sent = 200;
    private const int SentAgain = 208;

    /// <summary>The state of the connection (tcpi_state).</summary>
    internal static TcpState StateOf(SafeFileDescriptor socket)
    {
        Span<byte> state = stackalloc byte[1];
        Read(socket, state);
        return (TcpState)state[0];
    }

    /// <summary>Bytes that were sent, each counted once, and those still queued; also after a reset.</summary>
    internal static long SentBytesOf(SafeFileDescriptor socket)
    {
        Span<byte> info = stackalloc byte[SentAgain + sizeof(ulong)];
        info.Clear();
        Read(socket, info);
        var sent = MemoryMarshal.Read<long>(info[Sent..]) - MemoryMarshal.Read<long>(info[SentAgain..]);
        return sent + MemoryMarshal.Read<uint>(info[NotSent..]);
    }

    private static void Read(SafeFileDescriptor socket, Span<byte> info)
    {
        var length = (uint)info.Length;
        TcpSocket.ThrowIfFailed(Libc.getsockopt(socket, Libc.IPPROTO_TCP, Libc.TCP_INFO, info, ref length));
    }
}
