using System.Net;
using System.Net.Sockets;
using Harness.Linux.Tcp;
using Harness.Protocol.Counting;
using Harness.Protocol.Tcp;
using Harness.Tests.Loopback.Servers;

namespace Harness.Tests.Loopback.Linux;

/// <summary>Which port a socket gets before it connects: one of a window, or one that is given, over a TIME_WAIT.</summary>
public sealed class SourcePortTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task AWindowOfPorts_IsWhereTheKernelChooses_InBothFamilies_AndWhenItIsFullSaysSo(string address)
    {
        Assert.SkipUnless(TcpSockets.TakePortWindow(), "this kernel has no IP_LOCAL_PORT_RANGE, which came with Linux 6.3");
        var at = IPAddress.Parse(address);
        using var listener = TestSockets.All.Listen(new(at, 0), 16, TcpTraits.ReuseAddress);
        var server = listener.EndPoint.Serialize();
        var window = PortRange.Parse(await File.ReadAllTextAsync("/proc/sys/net/ipv4/ip_local_port_range", Stop))!.Value.Windows(3)[40];
        List<ITcpSocket> open = [];
        TcpException? full = null;
        while (full is null && open.Count <= window.Width)
        {
            var socket = TestSockets.All.Open(at.AddressFamily, TcpTraits.None, source: null, window);
            open.Add(socket);
            try
            {
                await SocketPair.Within(socket.ConnectAsync(server, Stop));
                socket.LocalPort.ShouldBeInRange(window.Low, window.High);
            }
            catch (TcpException error)
            {
                full = error;
            }
        }

        // Another program of this machine may have one of them.
        full.ShouldNotBeNull().Errno.ShouldBe("EADDRNOTAVAIL");
        open.ForEach(SocketPair.Abort);
    }

    [Theory]
    [InlineData(false, false, "EADDRINUSE")]
    [InlineData(true, false, "EADDRINUSE")]
    [InlineData(false, true, "EADDRINUSE")]
    [InlineData(true, true, null)]
    public async Task AGivenPort_IsBoundOverATimeWait_OnlyWhereBothSocketsHaveReuseAddress(bool old, bool @new, string? error)
    {
        using var listener = TestSockets.All.Listen(new(IPAddress.Loopback, 0), 16, TcpTraits.ReuseAddress);
        var first = TestSockets.All.Open(AddressFamily.InterNetwork, Reuses(old), new IPEndPoint(IPAddress.Loopback, 0).Serialize());
        var source = new IPEndPoint(IPAddress.Loopback, first.LocalPort);
        await SocketPair.Within(first.ConnectAsync(listener.EndPoint.Serialize(), Stop));
        var accepted = await SocketPair.Within(listener.AcceptAsync(Stop));
        SocketPair.Close(first);
        (await SocketPair.ReceiveAsync(accepted)).ShouldBe(0);
        SocketPair.Close(accepted);
        await KernelSockets.ShouldBecomeAsync(source, listener.EndPoint, TcpState.TimeWait);

        if (error is null)
        {
            SocketPair.Close(TestSockets.All.Open(AddressFamily.InterNetwork, Reuses(@new), source.Serialize()));
        }
        else
        {
            Should.Throw<TcpException>(() => TestSockets.All.Open(AddressFamily.InterNetwork, Reuses(@new), source.Serialize()))
                .Errno.ShouldBe(error);
        }

        static TcpTraits Reuses(bool reuse) => reuse ? TcpTraits.ReuseAddress : TcpTraits.None;
    }
}
