using Harness.Model.Agents;
using Harness.Model.Counting;

namespace Harness.Agent;

/// <summary>What a side does besides being watched.</summary>
internal interface IRole
{
    /// <summary>Its connections so far; called while it works.</summary>
    ConnectionTally Tally();

    /// <summary>All that it saw.</summary>
    RoleReport Report();
}
