namespace Harness.Servers.Closing;

/// <summary>Forgets to close, and does not even look at the socket: the leak that leaves CLOSE_WAIT behind.</summary>
internal sealed class Never : IClosing
{
    public ValueTask EndAsync(ServerConnection connection)
    {
        connection.Complete();
        return connection.WaitUntilAsync(long.MaxValue);
    }
}
