namespace Harness.Protocol.Messages;

/// <summary>A line on an agent's stdin.</summary>
/// <param name="Id">Unique on this channel; what answers the command names it.</param>
/// <param name="Node">Which node the agent is; from the first request on.</param>
/// <param name="Command">What to do.</param>
public sealed record AgentRequest(long Id, NodeId Node, AgentCommand Command);

/// <summary>A line on an agent's stdout.</summary>
/// <param name="Node">Which node speaks; null before it has been told.</param>
/// <param name="Answers">The request that this answers; null for what comes unasked.</param>
/// <param name="Report">What it says.</param>
public sealed record AgentMessage(NodeId? Node, long? Answers, AgentReport Report);
