namespace Harness.Agent;

/// <summary>
/// Lets the thread that hears of a socket's event go on with its connection, as the event loops of wrk and nginx do. Handing each event to another
/// thread costs a wake-up, and with it a third to a half of the processor time of a short connection (benchmark <c>churn</c>).
/// </summary>
internal static class InlineCompletions
{
    // Read by System.Net.Sockets once, before the first asynchronous call on any socket.
    private const string Variable = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>For a process whose connections never block their thread; before its first socket. What the user has set stays.</summary>
    public static void Enable()
    {
        if (Environment.GetEnvironmentVariable(Variable) is null)
        {
            Environment.SetEnvironmentVariable(Variable, "1");
        }
    }
}
