namespace Harness.Agent.Hosts;

/// <summary>Whether this agent, with all that it starts, was put into a PID namespace of its own.</summary>
internal static class OwnNamespace
{
    /// <summary>
    /// The agent is its first process then. The launcher of namespaces makes it together with that of the network; on a machine's own
    /// network it is made for a program.
    /// </summary>
    public static bool Is => Environment.ProcessId == 1;
}
