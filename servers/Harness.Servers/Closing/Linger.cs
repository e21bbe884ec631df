namespace Harness.Servers.Closing;

/// <summary>SO_LINGER of some seconds and close(), which blocks: on a thread of its own it holds up no other connection.</summary>
internal sealed class Linger(TimeSpan time) : IClosing
{
    public async ValueTask EndAsync(ServerConnection connection)
    {
        try
        {
            await Task.Factory.StartNew(
                () => connection.CloseLingering(time), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        catch (TaskSchedulerException)
        {
            // The kernel has no thread to give: this one will do, and the others wait.
            connection.CloseLingering(time);
        }
    }
}
