using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Harness.Linux;
using Harness.Protocol.Counting;
using Harness.Scenarios.Options;

namespace Harness.Tests.Loopback.Linux;

public sealed class SocketDumpTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly SocketDump dump = new();

    public static TheoryData<string, string> Families => new()
    {
        { "127.0.0.1", "127.0.0.1" },
        { "::1", "::1" },
        { "127.0.0.1", "::ffff:127.0.0.1" },
    };

    public void Dispose() => dump.Dispose();

    [Fact]
    public void OfANamespaceThatIsOneEndsAlone_OnlyTheHopsListenersAreCounted()
    {
        using var ours = new TcpListener(IPAddress.Loopback, 0);
        using var other = new TcpListener(IPAddress.Loopback, 0);
        ours.Start();
        other.Start();
        var hop = new HopEndPoints([], [], [((IPEndPoint)ours.LocalEndpoint).Port]);

        dump.Count(SocketFilter.AloneWith(Tier.Server, hop)).Listen.ShouldBe(1);
        dump.Count(SocketFilter.AloneWith(Tier.Client, hop)).Listen.ShouldBe(0);
        dump.Count(SocketFilter.All).Listen.ShouldBeGreaterThanOrEqualTo(2);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void AnOpenConnection_IsOneEstablishedSocketOnEachSide_AndTheListenerIsTheServers(string listen, string connect)
    {
        SkipWithoutIPv6(listen);
        using var connection = new LoopbackConnection(listen, connect);

        Count(Tier.Server, connection).ShouldBe(new StateCounts { Established = 1, Listen = 1 });
        Count(Tier.Client, connection).ShouldBe(new StateCounts { Established = 1 });
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void TheSideThatClosesFirst_HoldsTheTimeWait_AndTheOtherHoldsNothing(string listen, string connect)
    {
        SkipWithoutIPv6(listen);
        using var clientFirst = new LoopbackConnection(listen, connect);
        using var serverFirst = new LoopbackConnection(listen, connect);

        clientFirst.CloseClient();
        Eventually.ShouldBeTrue(() => Count(Tier.Server, clientFirst).CloseWait == 1);
        clientFirst.CloseServer();
        serverFirst.CloseServer();
        Eventually.ShouldBeTrue(() => Count(Tier.Client, serverFirst).CloseWait == 1);
        serverFirst.CloseClient();

        Eventually.ShouldBeTrue(() => Count(Tier.Client, clientFirst) == new StateCounts { TimeWait = 1 });
        Count(Tier.Server, clientFirst).ShouldBe(new StateCounts { Listen = 1 });
        Eventually.ShouldBeTrue(() => Count(Tier.Server, serverFirst) == new StateCounts { TimeWait = 1, Listen = 1 });
        Count(Tier.Client, serverFirst).ShouldBe(new StateCounts());
    }

    [Fact]
    public void AFinWait2WhoseOwnerHasClosed_IsAMinisocketButNotATimeWait()
    {
        using var connection = new LoopbackConnection();

        connection.CloseClient();

        Eventually.ShouldBeTrue(() => Count(Tier.Client, connection) == new StateCounts { FinWait2 = 1, FinWait2Minisockets = 1 });
        Count(Tier.Server, connection).ShouldBe(new StateCounts { CloseWait = 1, Listen = 1 });
        dump.List(Filter(Tier.Client, connection)).ShouldHaveSingleItem().IsMinisocket.ShouldBeTrue();
        dump.List(Filter(Tier.Server, connection)).ShouldHaveSingleItem().IsMinisocket.ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void TheCensusNamesBothEnds_MappedAddressesAsIPv4_AndLeavesListenersOut(string listen, string connect)
    {
        SkipWithoutIPv6(listen);
        using var connection = new LoopbackConnection(listen, connect);
        var server = new IPEndPoint(IPAddress.Parse(listen), connection.Port);
        var client = new IPEndPoint(IPAddress.Parse(listen), connection.ClientPort);

        dump.List(Filter(Tier.Server, connection)).ShouldBe([new SocketEntry(TcpState.Established, server, client, IsMinisocket: false)]);
        dump.List(Filter(Tier.Client, connection)).ShouldBe([new SocketEntry(TcpState.Established, client, server, IsMinisocket: false)]);
    }

    [Fact]
    public void WithoutPorts_EverySocketOfTheNamespaceCounts()
    {
        using var one = new LoopbackConnection();
        using var two = new LoopbackConnection();

        var all = dump.Count(SocketFilter.All);

        all.Established.ShouldBeGreaterThanOrEqualTo(4);
        all.Listen.ShouldBeGreaterThanOrEqualTo(2);
        dump.Count(SocketFilter.Listening([one.Port, two.Port])).Established.ShouldBe(2);
    }

    [Fact]
    public void TheCountsEqualThoseOfSs()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/ss") || File.Exists("/bin/ss"), "needs ss: apt-get install iproute2");
        var connections = Enumerable.Range(0, 30).Select(_ => new LoopbackConnection()).ToList();
        try
        {
            connections.Take(20).ToList().ForEach(c => c.CloseClient());
            connections.Take(10).ToList().ForEach(c => c.CloseServer());
            var filter = SocketFilter.ConnectingTo([.. connections.Select(c => c.Port)]);
            var expected = new StateCounts { TimeWait = 10, FinWait2 = 10, FinWait2Minisockets = 10, Established = 10 };
            Eventually.ShouldBeTrue(() => dump.Count(filter) == expected);

            var ours = dump.Count(filter);

            ours.ShouldBe(expected);
            var ports = string.Join(" or ", connections.Select(c => $"dport = :{c.Port}"));
            LinesOfSs("time-wait", ports).ShouldBe(ours.TimeWait);
            LinesOfSs("fin-wait-2", ports).ShouldBe(ours.FinWait2);
            LinesOfSs("established", ports).ShouldBe(ours.Established);
        }
        finally
        {
            connections.ForEach(c => c.Dispose());
        }
    }

    [Fact]
    public void Counting_AllocatesNothingPerSocket()
    {
        const int Connections = 500;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start(Connections);
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var filter = SocketFilter.Listening([port]);
        var few = AllocatedByCounting(filter);
        var clients = new List<TcpClient>();
        try
        {
            for (var connection = 0; connection < Connections; connection++)
            {
                clients.Add(new TcpClient("127.0.0.1", port));
            }

            var many = AllocatedByCounting(filter);

            // Those that wait to be accepted are sockets too.
            dump.Count(filter).ShouldBe(new StateCounts { Established = Connections, Listen = 1 });
            // The smallest object of .NET has 24 bytes; the dump shows both ends of each connection.
            (many - few).ShouldBeLessThan(2 * Connections * 8);
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    [Fact]
    public void APortThatCannotBe_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => dump.Count(SocketFilter.Listening([70_000])));

    // The second time: what is made once is not counted.
    private long AllocatedByCounting(SocketFilter filter)
    {
        dump.Count(filter);
        var before = GC.GetAllocatedBytesForCurrentThread();
        dump.Count(filter);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static SocketFilter Filter(Tier tier, LoopbackConnection connection) =>
        tier == Tier.Server ? SocketFilter.Listening([connection.Port]) : SocketFilter.ConnectingTo([connection.Port]);


    private static void SkipWithoutIPv6(string address) =>
        Assert.SkipUnless(!address.Contains(':') || Socket.OSSupportsIPv6, "this machine has no IPv6");

    private static int LinesOfSs(string state, string ports)
    {
        var start = new ProcessStartInfo("ss", ["-Htan", "state", state, $"( {ports} )"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var ss = Process.Start(start)!;
        var lines = ss.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        ss.WaitForExit(Deadline).ShouldBeTrue();
        ss.ExitCode.ShouldBe(0);
        return lines.Length;
    }

    private StateCounts Count(Tier tier, LoopbackConnection connection) => dump.Count(Filter(tier, connection));
}
