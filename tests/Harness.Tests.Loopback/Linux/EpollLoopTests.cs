using System.Net;
using System.Net.Sockets;
using Harness.Linux.Tcp;
using Harness.Model.Tcp;
using Harness.Servers;
using Harness.Tests.Loopback.Servers;

namespace Harness.Tests.Loopback.Linux;

/// <summary>What a callback on the thread of the sockets begins there: connections are made one after the other before the first of them is used.</summary>
public sealed class EpollLoopTests
{
    private static readonly TcpSockets OneLoop = new(threads: 1);

    [Fact]
    public async Task ConnectionsBegunInACallback_AreAllMade_BeforeTheFirstSends()
    {
        const int Connections = 3;
        using var listener = TestSockets.All.Listen(new(IPAddress.Loopback, 0), 16, TcpTraits.ReuseAddress);
        var address = listener.EndPoint.Serialize();
        var steps = new List<string>();
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await OnTheLoopAsync(() =>
        {
            for (var number = 0; number < Connections; number++)
            {
                var socket = OneLoop.Open(AddressFamily.InterNetwork, TcpTraits.None);
                steps.Add($"connected: {socket.TryConnect(address)}, sent: {socket.TrySend("x"u8)}");
                socket.WhenReady(() =>
                {
                    steps.Add($"sent: {socket.TrySend("x"u8)}");
                    SocketPair.Abort(socket);
                    if (steps.Count == 2 * Connections)
                    {
                        done.SetResult();
                    }
                });
            }
        });

        await done.Task.WaitAsync(SocketPair.Deadline, TestContext.Current.CancellationToken);
        steps.ShouldBe([.. Enumerable.Repeat("connected: True, sent: 0", Connections), .. Enumerable.Repeat("sent: 1", Connections)]);
    }

    [Fact]
    public async Task ConnectionsBegunOneFromTheOther_LeaveTheirTurnToOtherSockets()
    {
        await using var server = TestServer.Start(new(), [IPAddress.Loopback], TestSockets.All, new TestDelay());
        var address = new IPEndPoint(IPAddress.Loopback, server.Ports[0]).Serialize();
        var isOver = false;
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Begin()
        {
            var socket = OneLoop.Open(AddressFamily.InterNetwork, TcpTraits.None);
            socket.TryConnect(address);
            socket.TrySend("x"u8);
            socket.WhenReady(() =>
            {
                SocketPair.Abort(socket);
                if (Volatile.Read(ref isOver))
                {
                    ended.SetResult();
                }
                else
                {
                    Begin();
                }
            });
        }

        try
        {
            await OnTheLoopAsync(Begin);
            await OnTheLoopAsync(() => { });
        }
        finally
        {
            Volatile.Write(ref isOver, true);
        }

        await ended.Task.WaitAsync(SocketPair.Deadline, TestContext.Current.CancellationToken);
    }

    // A byte that comes calls whoever waits for it, on the thread of its socket.
    private static async Task OnTheLoopAsync(Action action)
    {
        using var pair = await SocketPair.ConnectAsync(client: OneLoop);
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        pair.Client.TryReceive(new byte[1]).ShouldBeNull();
        pair.Client.WhenReady(() =>
        {
            action();
            called.SetResult();
        }).ShouldBeTrue();
        pair.Server.TrySend("x"u8).ShouldBe(1);
        await called.Task.WaitAsync(SocketPair.Deadline, TestContext.Current.CancellationToken);
    }
}
