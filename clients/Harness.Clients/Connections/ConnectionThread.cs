namespace Harness.Clients.Connections;

/// <summary>A thread that one connection begins on.</summary>
internal static class ConnectionThread
{
    private const int StackSize = 256 << 10;

    /// <summary>Starts it.</summary>
    /// <returns>False: the kernel has none to give, and nothing has begun.</returns>
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
