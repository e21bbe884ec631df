using System.Buffers.Binary;
using System.Net.Sockets;

namespace Harness.Servers;

/// <summary>Bytes that a program has handed to a socket, by the kernel's count.</summary>
internal static class SentBytes
{
    // struct tcp_info of linux/tcp.h: tcpi_bytes_sent and tcpi_bytes_retrans are there since Linux 4.19.
    private const int IpProtoTcp = 6;
    private const int TcpInfo = 11;
    private const int NotSent = 144;
    private const int Sent = 200;
    private const int SentAgain = 208;

    /// <summary>Those that were sent, counted once, and those that wait to be; also after the connection was reset.</summary>
    public static long Of(Socket socket)
    {
        Span<byte> info = stackalloc byte[SentAgain + sizeof(ulong)];
        info.Clear();
        socket.GetRawSocketOption(IpProtoTcp, TcpInfo, info);
        return BinaryPrimitives.ReadUInt32LittleEndian(info[NotSent..])
            + BinaryPrimitives.ReadInt64LittleEndian(info[Sent..])
            - BinaryPrimitives.ReadInt64LittleEndian(info[SentAgain..]);
    }
}
