namespace Harness.Agent.Hosts;

/// <summary>Whether this agent was put into namespaces of its own.</summary>
internal static class OwnNamespace
{
    /// <summary>
    /// The launcher of namespaces makes a PID namespace together with that of the network, and the agent is its first process. An
    /// agent that was started on a machine as it is never is.
    /// </summary>
    public static bool Is => Environment.ProcessId == 1;
}
