using Harness.Protocol;

namespace Harness.Controller.Launching;

/// <summary>An agent died or failed in the middle of a run.</summary>
/// <param name="node">Whose agent it was.</param>
/// <param name="message">For the user.</param>
public sealed class AgentException(NodeId node, string message) : Exception(message)
{
    /// <summary>Whose agent it was.</summary>
    public NodeId Node { get; } = node;
}
