using System.Runtime.InteropServices;
using Harness.Protocol.Counting;
using static Harness.Linux.Interop;

namespace Harness.Linux.Tcp;

/// <summary>What the kernel tells of a connection: <c>struct tcp_info</c> of linux/tcp.h, of which as much is copied as is asked for.</summary>
internal static class TcpInfo
{
    // tcpi_notsent_bytes, tcpi_bytes_sent and tcpi_bytes_retrans; the last two are there since Linux 4.19.
    private const int NotSent = 144;
    private const int Sent = 200;
    private const int SentAgain = 208;

    /// <summary>tcpi_state.</summary>
    internal static TcpState StateOf(SafeFileDescriptor socket)
    {
        Span<byte> state = stackalloc byte[1];
        Read(socket, state);
        return (TcpState)state[0];
    }

    /// <summary>Bytes that were sent, counted once, and those that wait to be; also after the connection was reset.</summary>
    internal static long SentBytesOf(SafeFileDescriptor socket)
    {
        Span<byte> info = stackalloc byte[SentAgain + sizeof(ulong)];
        info.Clear();
        Read(socket, info);
        return MemoryMarshal.Read<uint>(info[NotSent..]) + MemoryMarshal.Read<long>(info[Sent..]) - MemoryMarshal.Read<long>(info[SentAgain..]);
    }

    private static void Read(SafeFileDescriptor socket, Span<byte> info)
    {
        var length = (uint)info.Length;
        TcpSocket.ThrowIfFailed(Libc.getsockopt(socket, Libc.IPPROTO_TCP, Libc.TCP_INFO, info, ref length));
    }
}
