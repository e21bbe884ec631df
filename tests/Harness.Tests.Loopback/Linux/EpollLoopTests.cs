using Harness.Linux.Tcp;

namespace Harness.Tests.Loopback.Linux;

/// <summary>
/// What is deferred on the thread of the sockets is done there after the events at hand, and leaves their turn to other sockets.
/// </summary>
public sealed class EpollLoopTests
{
    private static readonly TcpSockets OneLoop = new(threads: 1);

    [Fact]
    public async Task WhatIsDeferred_IsDoneOnTheSameThread_InOrder_AfterThoseWhoDeferIt()
    {
        var steps = new List<string>();
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isDeferred = false;
        await OnTheLoopAsync(() =>
        {
            var thread = Environment.CurrentManagedThreadId;
            isDeferred = OneLoop.Defer(() => steps.Add($"first, here: {Environment.CurrentManagedThreadId == thread}"))
                && OneLoop.Defer(() => steps.Add("second"))
                && OneLoop.Defer(done.SetResult);
            steps.Add("event");
        });

        isDeferred.ShouldBeTrue();
        await done.Task.WaitAsync(SocketPair.Deadline, TestContext.Current.CancellationToken);
        steps.ShouldBe(["event", "first, here: True", "second"]);
    }

    [Fact]
    public void NothingIsDeferred_OnAnotherThread() => OneLoop.Defer(() => throw new InvalidOperationException()).ShouldBeFalse();

    [Fact]
    public async Task WhatDefersItselfAgainAndAgain_LeavesTheirTurnToOtherSockets()
    {
        var isOver = false;
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Again()
        {
            if (Volatile.Read(ref isOver))
            {
                ended.SetResult();
            }
            else
            {
                OneLoop.Defer(Again);
            }
        }

        try
        {
            await OnTheLoopAsync(Again);
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
