using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Harness.Scenarios.Options;
using Harness.Servers;

namespace Harness.Tests.Loopback.Servers;

/// <summary>bind(2), listen(2) and their options.</summary>
public sealed class ListeningTests
{
    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, false)]
    public async Task RestartOverTimeWaits_WorksOnlyWithReuseAddressOnBothListeners(bool old, bool @new, bool works)
    {
        int port;
        await using (var first = Start(new() { ReuseAddress = old }))
        {
            port = first.Ports[0];
            using var peer = RawPeer.Connect(port);
            peer.Request();
            peer.Read(88);
            peer.ShouldReadFin();
        }

        var restart = () => Start(new() { ReuseAddress = @new, Ports = [port] });
        if (works)
        {
            await using var second = restart();
            second.Ports.ShouldBe([port]);
        }
        else
        {
            var error = Should.Throw<TestServerException>(restart);
            error.Errno.ShouldBe("EADDRINUSE");
            error.Port.ShouldBe(port);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AServerThatStopsListening_KeepsItsConnections_AndListensAgainOverThemWithReuseAddressAlone(bool reuseAddress)
    {
        await using var server = Start(new() { ReuseAddress = reuseAddress, Close = new ServerClose.WhenClientCloses() });
        using var peer = RawPeer.Connect(server.Ports[0]);
        peer.Request();
        peer.Read(88);

        server.StopListening();

        // Still open: the server waits for this end to close.
        server.Tally().ShouldCount(opened: 1, completed: 0);
        Should.Throw<SocketException>(() => RawPeer.Connect(server.Ports[0])).SocketErrorCode.ShouldBe(SocketError.ConnectionRefused);
        server.ListenAgain(reuseAddress).ShouldBe(reuseAddress ? null : "EADDRINUSE");
        if (reuseAddress)
        {
            using var second = RawPeer.Connect(server.Ports[0]);
            second.Request();
            second.Read(88);
        }
    }

    [Fact]
    public async Task PortInUse_LeavesNoOtherPortListening()
    {
        await using var first = Start(new());
        using var free = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        free.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)free.LocalEndPoint!).Port;
        using (free)
        {
        }

        Should.Throw<TestServerException>(() => Start(new() { Ports = [port, first.Ports[0]] })).Port.ShouldBe(first.Ports[0]);
        Should.Throw<SocketException>(() => RawPeer.Connect(port)).SocketErrorCode.ShouldBe(SocketError.ConnectionRefused);
    }

    [Fact]
    public async Task EveryPortOfTheServer_Answers()
    {
        await using var server = Start(new() { Ports = [0, 0, 0] });
        server.Ports.Distinct().Count().ShouldBe(3);
        foreach (var port in server.Ports)
        {
            using var peer = RawPeer.Connect(port);
            peer.Request();
            peer.Read(88);
        }

        await Eventually.ShouldBeAsync(() => server.Tally().Completed, 3);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(300)]
    public async Task Backlog_IsWhatListenWasAskedFor(int backlog)
    {
        await using var server = Start(new() { Backlog = backlog });
        var start = new ProcessStartInfo("ss", ["-Hltn", $"sport = :{server.Ports[0]}"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var ss = Process.Start(start)!;
        var line = await ss.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2]
            .ShouldBe(backlog.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task ConnectionWithoutARequest_IsNeitherCompletedNorFailed()
    {
        await using var server = Start(new());
        using (RawPeer.Connect(server.Ports[0]))
        {
        }

        await Eventually.ShouldBeAsync(() => server.Closes().Peer, 1);
        server.Tally().ShouldCount(opened: 1, completed: 0);
    }

    [Fact]
    public async Task HalfARequest_IsAFailure()
    {
        await using var server = Start(new());
        using (var peer = RawPeer.Connect(server.Ports[0]))
        {
            peer.Send("GET / HTTP/1.1\r\nHost");
        }

        await Eventually.ShouldBeAsync(() => server.Tally().Failed, 1);
        server.Tally().ShouldCount(opened: 1, completed: 0, ("BAD_REQUEST", 1));
    }

    [Theory]
    [InlineData(ServerModel.Pipelines)]
    [InlineData(ServerModel.Blocking)]
    public async Task RequestInPieces_AndTwoAtOnce_AreEachAnsweredOnce(ServerModel model)
    {
        await using var server = Start(new()
        {
            Model = model,
            Close = new ServerClose.KeepAlive(TimeSpan.FromSeconds(10), 3),
            Response = new() { Connection = ConnectionHeader.KeepAlive },
        });
        using var peer = RawPeer.Connect(server.Ports[0]);
        peer.Send("GET / HTTP/1.1\r\nHost: x\r\n\r");
        peer.Send("\nGET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n");
        peer.Read(2 * 93).ShouldNotContain("close");
        peer.Read(88).ShouldContain("Connection: close");
        peer.ShouldReadFin();
    }

    private static TestServer Start(ServerOptions options) =>
        TestServer.Start(options, [IPAddress.Loopback], TestSockets.All, new TestDelay());
}
