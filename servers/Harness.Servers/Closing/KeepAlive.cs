namespace Harness.Servers.Closing;

/// <summary>Waits for further requests; closes after too long an idle time or after the last request allowed.</summary>
internal sealed class KeepAlive(TimeSpan idle, int requests) : IClosing
{
    public int Requests => requests;

    public TimeSpan Idle => idle;

    public ValueTask EndAsync(ServerConnection connection)
    {
        connection.Close();
        return ValueTask.CompletedTask;
    }
}
