namespace Harness.Servers.Closing;

/// <summary>
/// shutdown(SHUT_WR), reads until the client's FIN, then closes; lighttpd and Apache do so, and nginx when bytes are unread.
/// </summary>
internal sealed class HalfCloseThenDrain(TimeSpan atMost) : IClosing
{
    public async ValueTask EndAsync(ServerConnection connection)
    {
        connection.ShutdownSend();
        await connection.DrainAsync(atMost);
        connection.Close();
    }
}
