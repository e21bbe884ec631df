using System.Net;
using System.Net.Sockets;
using Harness.Linux;
using Harness.Protocol.Counting;

namespace Harness.Tests.Kernel.Linux;

[Collection(Alone.Name)]
public sealed class NamespaceTests
{
    [Fact]
    public void ASysctlTakesInItsOwnNamespace_AndTheOneOutsideStaysAsItWas()
    {
        var outside = Sysctl.TryRead("ip_local_port_range");
        OwnNamespaces.Run(() =>
        {
            Sysctl.Set("ip_local_port_range", "2000  3000");
            Sysctl.Set("tcp_tw_reuse", "0");
            Sysctl.Set("somaxconn", "77");

            Sysctl.TryRead("ip_local_port_range").ShouldBe("2000 3000");
            Sysctl.TryRead("tcp_tw_reuse").ShouldBe("0");
            Sysctl.TryRead("core/somaxconn").ShouldBe("77");
        });

        Sysctl.TryRead("ip_local_port_range").ShouldBe(outside);
    }

    [Fact]
    public void AValueThatTheKernelRefuses_SaysSo_AndChangesNothing() => OwnNamespaces.Run(() =>
    {
        var before = Sysctl.TryRead("tcp_tw_reuse");

        var error = Should.Throw<SysctlException>(() => Sysctl.Set("tcp_tw_reuse", "7"));

        error.Reason.ShouldContain("the kernel refused it: Invalid argument");
        (error.Name, error.Value).ShouldBe(("tcp_tw_reuse", "7"));
        Sysctl.TryRead("tcp_tw_reuse").ShouldBe(before);
    });

    [Fact]
    public void AValueThatTheKernelTakesOtherwise_DidNotTake() => OwnNamespaces.Run(() =>
    {
        // Hexadecimal is taken, and read back as decimal.
        var error = Should.Throw<SysctlException>(() => Sysctl.Set("tcp_max_tw_buckets", "0x10"));

        error.Reason.ShouldBe("it did not take: it is 16");
    });

    [Fact]
    public void ASettingOfTheWholeMachine_CannotBeMadeInANamespace() => OwnNamespaces.Run(() =>
        Should.Throw<SysctlException>(() => Sysctl.Set("tcp_mem", "1 2 3")).Reason.ShouldContain("no such setting"));

    [Fact]
    public void TheLoopbackInterface_IsDownInANewNamespace_UntilItIsBroughtUp() => OwnNamespaces.Run(() =>
    {
        Should.Throw<SocketException>(() => TimeWaits(1)).SocketErrorCode.ShouldBe(SocketError.NetworkUnreachable);

        LoopbackInterface.BringUp();
        LoopbackInterface.BringUp();

        TimeWaits(1);
    });

    [Fact]
    public void WhatTheCounterMeans_IsWhatTenTimeWaitsInAnotherNamespaceShow_AndThisOneSeesNothingOfIt()
    {
        var outside = File.ResolveLinkTarget("/proc/thread-self/ns/net", returnFinalTarget: false)!.Name;
        var meaning = TimeWaitCounting.Find();

        OwnNamespaces.Run(() =>
        {
            LoopbackInterface.BringUp();
            using var dump = new SocketDump();
            TimeWaits(10);

            dump.Count(SocketFilter.All).ShouldBe(new StateCounts { TimeWait = 10 });
            meaning.ShouldBe(KernelCounters.Now()["TcpExt.TW"] == 10 ? CounterMeaning.Entry : CounterMeaning.Expiry);
        });

        File.ResolveLinkTarget("/proc/thread-self/ns/net", returnFinalTarget: false)!.Name.ShouldBe(outside);
    }

    [Fact]
    public void TheTimeWaitsOfAWholeNamespace_AreThoseOfItsCensus_WithoutTheFinWait2Minisockets() => OwnNamespaces.Run(() =>
    {
        LoopbackInterface.BringUp();
        using var dump = new SocketDump();
        TimeWaits(10);
        using var server = ServerWhoseClientHasClosed();
        var filter = SocketFilter.All;
        // The client's FIN may be acknowledged late: FIN_WAIT1 until then.
        Eventually.ShouldBeTrue(() => dump.Count(filter).FinWait2Minisockets == 1);

        dump.Count(filter).ShouldBe(new StateCounts { TimeWait = 10, FinWait2 = 1, FinWait2Minisockets = 1, CloseWait = 1 });
        var sockets = dump.List(filter).GroupBy(socket => (socket.State, socket.IsMinisocket));
        sockets.ToDictionary(group => group.Key, group => group.Count()).ShouldBe(
            new Dictionary<(TcpState, bool), int>
            {
                [(TcpState.TimeWait, true)] = 10,
                [(TcpState.FinWait2, true)] = 1,
                [(TcpState.CloseWait, false)] = 1,
            },
            ignoreOrder: true);
    });

    [Fact]
    public void ADumpAndTheCounters_SeeOnlyTheNamespaceOfTheirThread() => OwnNamespaces.Run(() =>
    {
        using var dump = new SocketDump();

        dump.Count(SocketFilter.All).ShouldBe(new StateCounts());
        KernelCounters.Now()["Tcp.ActiveOpens"].ShouldBe(0);
    });

    /// <summary>Connections over loopback, each closed by its client and then by its server, with no receive pending: FINs.</summary>
    private static void TimeWaits(int count)
    {
        using var listener = NewSocket();
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        for (var i = 0; i < count; i++)
        {
            using var client = NewSocket();
            client.Connect(listener.LocalEndPoint!);
            using (var server = listener.Accept())
            {
                client.Shutdown(SocketShutdown.Send);
                server.Receive(new byte[1]).ShouldBe(0);
            }

            client.Receive(new byte[1]).ShouldBe(0);
        }
    }

    private static Socket ServerWhoseClientHasClosed()
    {
        using var listener = NewSocket();
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        using var client = NewSocket();
        client.Connect(listener.LocalEndPoint!);
        var server = listener.Accept();
        client.Shutdown(SocketShutdown.Send);
        server.ReceiveTimeout = 10_000;
        server.Receive(new byte[1]).ShouldBe(0);
        return server;
    }

    private static Socket NewSocket() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 10_000 };
}
