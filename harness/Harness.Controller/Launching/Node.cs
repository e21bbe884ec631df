using Harness.Analysis.Results;
using Harness.Protocol;

namespace Harness.Controller.Launching;

/// <summary>A node as the controller has it: an agent that was started, and how to reach it.</summary>
/// <param name="Channel">Requests and reports.</param>
/// <param name="Addresses">Its IP addresses, at least one; none for a link.</param>
/// <param name="Death">Completes when the agent has ended, and says how, for the user.</param>
/// <param name="Agent">Ends the agent, and with it its namespaces, sockets and TIME_WAITs.</param>
public sealed record Node(
    AgentChannel Channel, IReadOnlyList<string> Addresses, Task<string> Death, IAsyncDisposable Agent) : IAsyncDisposable
{
    /// <summary>Which node it is.</summary>
    public NodeId Id => Channel.Node;

    /// <summary>The interface that leads to the other tier; null on loopback and for a link.</summary>
    public string? Interface { get; init; }

    /// <summary>The host that it stands on; null on this machine.</summary>
    public HostEntry? Host { get; init; }

    /// <summary>An agent that runs as a process of this machine.</summary>
    internal static Node Of(AgentProcess agent, IReadOnlyList<string> addresses, string? leadsOut = null) =>
        new(agent.Channel, addresses, agent.Death, agent) { Interface = leadsOut };

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Agent.DisposeAsync();
}
