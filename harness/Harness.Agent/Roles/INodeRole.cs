using Harness.Protocol.Counting;
using Harness.Protocol.Messages;

namespace Harness.Agent.Roles;

/// <summary>What a node does besides being watched. It is made by the first command that is its own, see <see cref="NodeRoles"/>.</summary>
internal interface INodeRole
{
    /// <summary>Carries out a command.</summary>
    /// <returns>The answer, which may take long.</returns>
    /// <exception cref="InvalidOperationException">The command is none of this role's, or comes too early.</exception>
    Task<AgentReport> Carry(AgentCommand command);

    /// <summary>Sampling has begun. What a role takes away from its own process, such as descriptors, it takes from here on.</summary>
    void Watched()
    {
    }

    /// <summary>Its connections so far; called while it works. Null where it cannot tell its own from those of the whole machine.</summary>
    ConnectionTally? Tally();

    /// <summary>All that it saw.</summary>
    RoleReport Report();
}
