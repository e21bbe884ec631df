using Harness.Clients;
using Harness.Model.Agents;
using Harness.Model.Counting;

namespace Harness.Agent;

/// <summary>The built-in clients as a role.</summary>
/// <param name="load">What they do.</param>
/// <param name="occupancy">Was told of each connect(); null when nobody looks.</param>
internal sealed class ClientRole(LoadGenerator load, PortOccupancy? occupancy) : IRole
{
    public ConnectionTally Tally() => load.Tally();

    public RoleReport Report() => new()
    {
        Connections = load.Tally(),
        Closes = load.Closes(),
        Bytes = load.BytesReceived,
        Connect = load.Connect(),
        Occupancy = occupancy?.Report(),
        Total = load.Total(),
        Behind = load.Behind(),
    };
}
