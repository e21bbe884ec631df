namespace Harness.Clients.Pacing;

/// <summary>Counts the workers and connections that are under way, from the start of the load until the last of them has ended.</summary>
internal sealed class InFlight
{
    private readonly TaskCompletionSource allEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // The load itself counts as one.
    private long count = 1;

    /// <summary>A worker or a connection begins.</summary>
    public void Begin() => Interlocked.Increment(ref count);

    /// <summary>A worker or a connection has ended.</summary>
    public void End()
    {
        if (Interlocked.Decrement(ref count) == 0)
        {
            // Not SetResult: another engine may come a moment late with a connection, which is then refused.
            allEnded.TrySetResult();
        }
    }

    /// <summary>Ends the load: nothing begins any more, except by what is still under way. Called once.</summary>
    /// <returns>Completes when all has ended.</returns>
    public Task EndAllAsync()
    {
        End();
        return allEnded.Task;
    }
}
