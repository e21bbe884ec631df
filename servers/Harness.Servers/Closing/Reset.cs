namespace Harness.Servers.Closing;

/// <summary>SO_LINGER 0 and close(): sends RST.</summary>
internal sealed class Reset : IClosing
{
    public ValueTask EndAsync(ServerConnection connection)
    {
        connection.Reset();
        return ValueTask.CompletedTask;
    }
}
