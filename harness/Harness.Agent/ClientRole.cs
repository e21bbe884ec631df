using Harness.Clients;
using Harness.Model.Agents;
using Harness.Model.Counting;

namespace Harness.Agent;

/// <summary>The built-in clients as a role.</summary>
internal sealed class ClientRole(LoadGenerator load) : IRole
{
    public ConnectionTally Tally() => load.Tally();

    public RoleReport Report() => new()
    {
        Connections = load.Tally(),
        Closes = load.Closes(),
        Connect = load.Connect(),
        Total = load.Total(),
        Behind = load.Behind(),
        Engine = load.Engine,
    };
}
