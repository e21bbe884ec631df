namespace Harness.Servers.Closing;

/// <summary>close() right after the last byte is written.</summary>
internal sealed class Immediately : IClosing
{
    public ValueTask EndAsync(ServerConnection connection)
    {
        connection.Close();
        return ValueTask.CompletedTask;
    }
}
