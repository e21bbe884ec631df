namespace Harness.Servers.Closing;

/// <summary>Waits, then closes, without reading in between: whoever is faster closes first.</summary>
internal sealed class After(TimeSpan delay) : IClosing
{
    public async ValueTask EndAsync(ServerConnection connection)
    {
        await connection.WaitUntilAsync(connection.LastWritten + (long)delay.TotalNanoseconds);

        // On the timer's own thread (pipelines): the close is not late by a hop to another one.
        connection.CloseAfterDelay();
    }
}
