namespace Harness.Controller.Launching;

/// <summary>
/// Lets an agent on another host hear from the controller again and again: it ends itself when it hears nothing for ten seconds. Ends the
/// agent when it is disposed. Also follows that host's clock, which is not this one's.
/// </summary>
internal sealed class Heartbeat : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    // By then two crystals are half a millisecond apart at most.
    private static readonly TimeSpan FollowEvery = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource stop = new();
    private readonly Task beating;
    private readonly Task following;

    public Heartbeat(AgentProcess agent)
    {
        Agent = agent;
        beating = WhileAsync(Every, Agent.Channel.BeatAsync);
        following = WhileAsync(FollowEvery, Agent.Channel.FollowClockAsync);
    }

    /// <summary>The agent that hears it.</summary>
    public AgentProcess Agent { get; }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(beating, following);
        stop.Dispose();
        await Agent.DisposeAsync();
    }

    private async Task WhileAsync(TimeSpan every, Func<CancellationToken, Task> act)
    {
        using var timer = new PeriodicTimer(every);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                await act(stop.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or AgentException)
        {
            // The trial is over. Of an agent's end it hears in another way.
        }
    }
}
