using System.Buffers.Binary;
using System.Collections;
using System.Net;
using System.Runtime.InteropServices;
using Harness.Protocol.Counting;
using static Harness.Linux.Interop;

namespace Harness.Linux;

/// <summary>
/// Counts and lists the TCP sockets of the network namespace in which the creating thread stands, of both address families.
/// TIME_WAIT is told apart from FIN_WAIT2 minisockets. Works for every user. Not safe for threads: one instance each.
/// A dump is not atomic: a socket that changes its state meanwhile may be seen twice or not at all.
/// </summary>
public sealed class SocketDump : IDisposable
{
    // States 1 to 12; the kernel shows request sockets (12) as SYN_RECV.
    private const uint EveryState = 0x1FFE;

    private readonly SockDiag diag = new();
    private readonly SockStat stat = new();
    private readonly BitArray localPorts = new(ushort.MaxValue + 1);
    private readonly BitArray listeningPorts = new(ushort.MaxValue + 1);
    private readonly BitArray peerPorts = new(ushort.MaxValue + 1);
    private HashSet<IPAddress>? peers;
    private readonly int[] states = new int[16];
    private readonly SockDiagReply.Seen count;
    private int finWait2Minisockets;

    /// <summary>Opens the netlink socket.</summary>
    /// <exception cref="LinuxException">The kernel refused it.</exception>
    public SocketDump() => count = Count;

    /// <summary>Closes the netlink socket.</summary>
    public void Dispose()
    {
        diag.Dispose();
        stat.Dispose();
    }

    /// <summary>How many sockets are in each state. Allocates nothing per socket.</summary>
    /// <exception cref="LinuxException">The dump failed; ENOENT: the kernel has no inet_diag module.</exception>
    public StateCounts Count(SocketFilter filter)
    {
        Array.Clear(states);
        finWait2Minisockets = 0;
        if (filter with { ListeningPorts = null } == SocketFilter.All)
        {
            // The kernel knows its number of minisockets: 28 000 TIME_WAITs are counted without being shown, which would be
            // most of a dump's cost. It is asked before and after: a FIN_WAIT2 that comes in between is not taken for a TIME_WAIT.
            var before = stat.Minisockets();
            Dump(filter, Without(TcpState.TimeWait), count);
            states[(int)TcpState.TimeWait] = Math.Max(0, Math.Min(before, stat.Minisockets()) - finWait2Minisockets);
        }
        else
        {
            Dump(filter, EveryState, count);
        }

        return new StateCounts
        {
            Established = states[(int)TcpState.Established],
            SynSent = states[(int)TcpState.SynSent],
            SynReceived = states[(int)TcpState.SynReceived] + states[(int)TcpState.NewSynReceived],
            FinWait1 = states[(int)TcpState.FinWait1],
            FinWait2 = states[(int)TcpState.FinWait2],
            FinWait2Minisockets = finWait2Minisockets,
            TimeWait = states[(int)TcpState.TimeWait],
            Close = states[(int)TcpState.Close],
            CloseWait = states[(int)TcpState.CloseWait],
            LastAck = states[(int)TcpState.LastAck],
            Listen = states[(int)TcpState.Listen],
            Closing = states[(int)TcpState.Closing],
        };
    }

    /// <summary>Every socket with its ends, those in LISTEN left out: the census.</summary>
    /// <exception cref="LinuxException">As for <see cref="Count(SocketFilter)"/>.</exception>
    public IReadOnlyList<SocketEntry> List(SocketFilter filter)
    {
        var entries = new List<SocketEntry>();
        Dump(filter, Without(TcpState.Listen), (in InetDiagMessage socket) =>
        {
            if (IsOurs(in socket))
            {
                entries.Add(EntryOf(in socket));
            }
        });
        return entries;
    }

    /// <summary>The inodes of the sockets that listen, as the links in /proc/PID/fd have them.</summary>
    /// <exception cref="LinuxException">As for <see cref="Count(SocketFilter)"/>.</exception>
    public IReadOnlyList<uint> InodesOf(SocketFilter listening)
    {
        var inodes = new List<uint>();
        Dump(listening, 1u << (int)TcpState.Listen, (in InetDiagMessage socket) =>
        {
            if (IsOurs(in socket))
            {
                inodes.Add(socket.idiag_inode);
            }
        });
        return inodes;
    }

    private static uint Without(TcpState state) => EveryState & ~(1u << (int)state);

    /// <summary>A socket as sock_diag shows it.</summary>
    internal static SocketEntry EntryOf(in InetDiagMessage socket) => new(
        (TcpState)socket.idiag_state,
        EndPointOf(socket.idiag_family, in socket.id.idiag_src, socket.id.idiag_sport),
        PeerOf(in socket),
        IsMinisocket(in socket));

    private static IPEndPoint PeerOf(in InetDiagMessage socket) =>
        EndPointOf(socket.idiag_family, in socket.id.idiag_dst, socket.id.idiag_dport);

    private static IPEndPoint EndPointOf(byte family, in InetDiagAddress words, ushort port)
    {
        var bytes = MemoryMarshal.AsBytes((ReadOnlySpan<uint>)words);
        var address = new IPAddress(family == Libc.AF_INET ? bytes[..4] : bytes);
        return new IPEndPoint(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, HostOrder(port));
    }

    private static bool IsMinisocket(in InetDiagMessage socket) => socket.idiag_timer == InetDiagMessage.TimeWaitTimer;

    private static ushort HostOrder(ushort port) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(port) : port;

    private void Dump(SocketFilter wanted, uint wantedStates, SockDiagReply.Seen seen)
    {
        Mark(localPorts, wanted.LocalPorts);
        Mark(listeningPorts, wanted.ListeningPorts);
        Mark(peerPorts, wanted.PeerPorts);
        peers = wanted.PeerAddresses is null ? null : [.. wanted.PeerAddresses.Select(IPAddress.Parse)];
        diag.Dump(wantedStates, seen);
    }

    private static void Mark(BitArray marks, IReadOnlyList<int>? ports)
    {
        marks.SetAll(ports is null);
        foreach (var port in ports ?? [])
        {
            marks[port] = true;
        }
    }

    private bool IsOurs(in InetDiagMessage socket) =>
        localPorts[HostOrder(socket.id.idiag_sport)] && peerPorts[HostOrder(socket.id.idiag_dport)]
        && (socket.idiag_state == (int)TcpState.Listen
            ? listeningPorts[HostOrder(socket.id.idiag_sport)]
            : peers is null || peers.Contains(PeerOf(in socket).Address));

    private void Count(in InetDiagMessage socket)
    {
        if (!IsOurs(in socket))
        {
            return;
        }

        states[socket.idiag_state & 0xF]++;
        if (socket.idiag_state == (int)TcpState.FinWait2 && IsMinisocket(in socket))
        {
            finWait2Minisockets++;
        }
    }
}
