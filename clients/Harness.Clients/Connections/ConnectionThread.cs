namespace Harness.Clients.Connections;

/// <summary>A thread that one connection begins on.</summary>
internal static class ConnectionThread
{
    private const int StackSize = 256 << 10;

    /// <summary>Starts a thread.</summary>
    /// <returns>False if the kernel has no thread to give; nothing has begun then.</returns>
    public static bool TryStart(ThreadStart run)
    {
        try
        {
            new Thread(run, StackSize) { IsBackground = true, Name = "connection" }.Start();
            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }
}
