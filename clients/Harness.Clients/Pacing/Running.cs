namespace Harness.Clients.Pacing;

/// <summary>Counts what runs, from the start of the load until the last of it has ended.</summary>
internal sealed class Running
{
    private readonly TaskCompletionSource allEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long count = 1;

    /// <summary>A worker or a connection begins.</summary>
    public void Begin() => Interlocked.Increment(ref count);

    /// <summary>It has ended.</summary>
    public void End()
    {
        if (Interlocked.Decrement(ref count) == 0)
        {
            // Another engine may be a moment late with a connection that it is then refused.
            allEnded.TrySetResult();
        }
    }

    /// <summary>Nothing begins any more, but by what still runs; completes when all has ended. Called once.</summary>
    public Task EndAllAsync()
    {
        End();
        return allEnded.Task;
    }
}
