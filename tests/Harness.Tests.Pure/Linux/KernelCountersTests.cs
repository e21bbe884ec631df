using Harness.Linux;

namespace Harness.Tests.Pure.Linux;

public sealed class KernelCountersTests
{
    [Fact]
    public void EachNameGetsTheValueInItsColumn_AndOtherSectionsAreLeftOut()
    {
        const string Text = """
            TcpExt: SyncookiesSent TW TWKilled
            TcpExt: 0 1000 7
            IpExt: InNoRoutes InOctets
            IpExt: 3 4
            Tcp: RtoAlgorithm MaxConn ActiveOpens
            Tcp: 1 -1 42

            """;
        var counters = new Dictionary<string, long>(StringComparer.Ordinal);

        KernelCounters.Parse(Text, counters);

        counters.ShouldBe(
            new Dictionary<string, long>(StringComparer.Ordinal)
            {
                ["TcpExt.SyncookiesSent"] = 0,
                ["TcpExt.TW"] = 1000,
                ["TcpExt.TWKilled"] = 7,
                ["Tcp.RtoAlgorithm"] = 1,
                ["Tcp.MaxConn"] = -1,
                ["Tcp.ActiveOpens"] = 42,
            },
            ignoreOrder: true);
    }

    [Fact]
    public void TheNumberOfMinisockets_IsTheTwOfTcp()
    {
        var text = "sockets: used 9\nTCP: inuse 5 orphan 0 tw 28000 alloc 7 mem 1\nUDP: inuse 2 mem 0\n"u8;
        SockStat.Parse(text, "TCP:"u8, " tw "u8).ShouldBe(28_000);
        SockStat.Parse(text, "TCP:"u8, " inuse "u8).ShouldBe(5);
        SockStat.Parse("TCP6: inuse 6\nUDP6: inuse 1\n"u8, "TCP6:"u8, " inuse "u8).ShouldBe(6);
        Should.Throw<FormatException>(() => SockStat.Parse("TCP6: inuse 5\n"u8, "TCP:"u8, " tw "u8))
            .Message.ShouldBe("/proc/net/sockstat has no 'tw' after 'TCP:'");
    }

    [Fact]
    public void AnErrorNamesTheCallAndTheErrno()
    {
        var error = new LinuxException("bind", 98);

        error.Message.ShouldBe("bind: EADDRINUSE (98)");
        (error.Call, error.Errno).ShouldBe(("bind", 98));
    }

    [Theory]
    [InlineData("1024\t65535\n", "1024 65535")]
    [InlineData(" 4096  131072\t6291456 ", "4096 131072 6291456")]
    [InlineData("1\n", "1")]
    [InlineData("", "")]
    public void ValuesThatDifferOnlyInTheirWhiteSpaceAreTheSame(string read, string normal) =>
        Sysctl.Normalise(read).ShouldBe(normal);
}
