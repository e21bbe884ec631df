namespace Harness.Tests.Pure.Time;

/// <summary>
/// Code that waits for a clock runs on the test's own thread, and only when the test lets it: once a call here has returned, all that was
/// due has happened.
/// </summary>
internal sealed class OneThread : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Call, object? State)> due = new();

    /// <summary>Starts something, as far as it goes without waiting.</summary>
    public Task Start(Func<Task> what)
    {
        Task? started = null;
        Here(() => started = what());
        return started!;
    }

    /// <summary>Runs what has become due.</summary>
    public void Run()
    {
        while (due.TryDequeue(out var next))
        {
            Here(() => next.Call(next.State));
        }
    }

    public override void Post(SendOrPostCallback d, object? state) => due.Enqueue((d, state));

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException();

    private void Here(Action what)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        try
        {
            what();
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }
}
