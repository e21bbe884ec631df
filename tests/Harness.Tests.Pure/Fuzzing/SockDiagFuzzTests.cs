using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Harness.Linux;
using Harness.Protocol.Counting;
using static Harness.Linux.Interop;

namespace Harness.Tests.Pure.Fuzzing;

/// <summary>What the kernel answers to a dump of its sockets, damaged at random: shown or refused, and never read beyond its end.</summary>
public sealed class SockDiagFuzzTests
{
    private const uint Sequence = 7;
    private const ushort Socket = 20;
    private static readonly int Smallest = Unsafe.SizeOf<NetlinkHeader>() + Unsafe.SizeOf<InetDiagMessage>();

    private static readonly byte[] Two =
        [.. Message(Socket, Shown(TcpState.TimeWait, 8080)), .. Message(Socket, Shown(TcpState.Listen, 80))];

    private static readonly byte[] Done = Message(NetlinkHeader.NLMSG_DONE, [0, 0, 0, 0]);

    [Fact]
    public void AWholeReply_ShowsEachSocketOnce_AndSaysWhenItIsOver()
    {
        var (isLast, shown) = Show([.. Two, .. Done]);
        shown.ShouldBe([(TcpState.TimeWait, 8080), (TcpState.Listen, 80)]);
        isLast.ShouldBeTrue();
        Show(Two).IsLast.ShouldBeFalse();
        Show([.. Message(Socket, Shown(TcpState.TimeWait, 1), Sequence - 1), .. Done]).Shown.ShouldBeEmpty("an answer to another request");
    }

    [Fact]
    public void ARefusal_SaysWhy() => Should.Throw<LinuxException>(() => Show(Message(NetlinkHeader.NLMSG_ERROR, [0xFE, 0xFF, 0xFF, 0xFF])))
        .Message.ShouldBe("sock_diag: ENOENT (2)");

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(89)]
    [InlineData(int.MaxValue)]
    [InlineData(-1)]
    [InlineData(-4)]
    public void ALengthThatCannotBe_IsRefused(int length)
    {
        var reply = Message(Socket, Shown(TcpState.TimeWait, 8080));
        MemoryMarshal.Write(reply, length);

        Should.Throw<LinuxException>(() => Show(reply)).Message.ShouldBe("sock_diag: EBADMSG (74)");
    }

    [Fact]
    public void RepliesDamagedAtRandom() => Mutator.Try<LinuxException>(
        20_000,
        [[.. Two, .. Done], Two, Message(NetlinkHeader.NLMSG_ERROR, [0xFE, 0xFF, 0xFF, 0xFF]), [], new byte[200]],
        reply => Show(reply).Shown.Count.ShouldBeLessThanOrEqualTo(reply.Length / Smallest));

    [Fact]
    public void BytesAtRandom()
    {
        var random = new Random(20261130);
        foreach (var length in Enumerable.Range(0, 20_000).Select(i => i % 400))
        {
            var reply = new byte[length];
            random.NextBytes(reply);

            // A length that can be, and the sequence that was asked for: else all would end at the first message.
            if (length >= Smallest)
            {
                MemoryMarshal.Write(reply, (uint)random.Next(0, length + 8));
                MemoryMarshal.Write(reply.AsSpan(8), Sequence);
            }

            try
            {
                Show(reply).Shown.Count.ShouldBeLessThanOrEqualTo(length / Smallest);
            }
            catch (LinuxException e)
            {
                e.Call.ShouldBe("sock_diag");
            }
        }
    }

    private static (bool IsLast, List<(TcpState, int)> Shown) Show(byte[] reply)
    {
        var shown = new List<(TcpState, int)>();
        var isLast = SockDiagReply.Show(reply, Sequence, (in InetDiagMessage socket) =>
        {
            var entry = SocketDump.EntryOf(in socket);
            shown.Add((entry.State, entry.Local.Port));
        });
        return (isLast, shown);
    }

    private static byte[] Shown(TcpState state, ushort port)
    {
        var body = new byte[Unsafe.SizeOf<InetDiagMessage>()];
        ref var socket = ref MemoryMarshal.AsRef<InetDiagMessage>(body.AsSpan());
        (socket.idiag_family, socket.idiag_state) = (Libc.AF_INET, (byte)state);
        socket.id.idiag_sport = (ushort)IPAddress.HostToNetworkOrder((short)port);
        return body;
    }

    private static byte[] Message(ushort type, byte[] body, uint sequence = Sequence)
    {
        var message = new byte[Unsafe.SizeOf<NetlinkHeader>() + body.Length];
        ref var header = ref MemoryMarshal.AsRef<NetlinkHeader>(message.AsSpan());
        (header.nlmsg_len, header.nlmsg_type, header.nlmsg_seq) = ((uint)message.Length, type, sequence);
        body.CopyTo(message, Unsafe.SizeOf<NetlinkHeader>());
        return message;
    }
}
