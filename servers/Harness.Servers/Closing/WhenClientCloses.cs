namespace Harness.Servers.Closing;

/// <summary>Reads until the client's FIN, then closes.</summary>
internal sealed class WhenClientCloses : IClosing
{
    public async ValueTask EndAsync(ServerConnection connection)
    {
        await connection.DrainAsync(Timeout.InfiniteTimeSpan);
        connection.Close();
    }
}
