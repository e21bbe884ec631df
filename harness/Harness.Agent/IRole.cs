using Harness.Protocol.Counting;
using Harness.Protocol.Messages;

namespace Harness.Agent;

/// <summary>What a side does besides being watched.</summary>
internal interface IRole
{
    /// <summary>Its connections so far; called while it works.</summary>
    ConnectionTally Tally();

    /// <summary>All that it saw.</summary>
    RoleReport Report();
}
