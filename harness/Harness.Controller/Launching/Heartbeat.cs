namespace Harness.Controller.Launching;

/// <summary>
/// Lets an agent on another host hear from the controller again and again: it ends itself when it hears nothing for ten seconds. Ends the
/// agent when it is disposed.
/// </summary>
internal sealed class Heartbeat : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource stop = new();
    private readonly Task beating;

    public Heartbeat(AgentProcess agent)
    {
        Agent = agent;
        beating = BeatAsync();
    }

    /// <summary>The agent that hears it.</summary>
    public AgentProcess Agent { get; }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await beating;
        stop.Dispose();
        await Agent.DisposeAsync();
    }

    private async Task BeatAsync()
    {
        using var timer = new PeriodicTimer(Every);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                await Agent.Channel.BeatAsync(stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The trial is over. Of an agent's end it hears in another way.
        }
    }
}
