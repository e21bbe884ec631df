using Harness.Agent.Link;
using Harness.Agent.Programs;
using Harness.Protocol.Messages;

namespace Harness.Agent.Roles;

/// <summary>The roles that there are.</summary>
internal static class NodeRoles
{
    /// <summary>The role whose first command this is.</summary>
    /// <param name="first">What the node was asked to do, that no node does by itself.</param>
    /// <param name="node">The node.</param>
    /// <exception cref="InvalidOperationException">No role begins with this command.</exception>
    public static INodeRole Begin(AgentCommand first, NodeContext node) => first switch
    {
        AgentCommand.Listen { Server.Program: not null } => new ProgramServer(node),
        AgentCommand.Listen => new ServerRole(node),
        AgentCommand.Load { Client.Program: not null } => new ProgramClient(node),
        AgentCommand.Load => new ClientRole(node),
        AgentCommand.Relay => new RelayRole(node),
        _ => throw new InvalidOperationException($"{first.GetType().Name} begins no role"),
    };

    /// <summary>What a role says to a command that it does not know.</summary>
    public static InvalidOperationException NotOf(INodeRole role, AgentCommand command) =>
        new($"{role.GetType().Name} cannot do {command.GetType().Name}");
}
