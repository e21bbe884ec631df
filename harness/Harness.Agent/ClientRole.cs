using Harness.Clients;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;

namespace Harness.Agent;

/// <summary>The built-in clients as a role: one load, or several one after the other.</summary>
/// <param name="first">The first of them.</param>
/// <param name="occupancy">Was told of each connect() of the first; null when nobody looks.</param>
internal sealed class ClientRole(LoadGenerator first, PortOccupancy? occupancy) : IRole
{
    // Replaced as a whole: the sampler reads it from its own thread.
    private IReadOnlyList<LoadGenerator> loads = [first];

    /// <summary>One more load begins.</summary>
    public void Add(LoadGenerator load) => loads = [.. loads, load];

    public ConnectionTally Tally() => loads.Select(l => l.Tally()).Aggregate((a, b) => a.And(b));

    public RoleReport Report() => new()
    {
        Connections = Tally(),
        Closes = loads.Select(l => l.Closes()).Aggregate((a, b) => a.And(b)),
        Bytes = loads.Sum(l => l.BytesReceived),
        AfterFirstFailurePerSecond = loads[^1].AfterFirstFailurePerSecond,
        Connect = Together(l => l.Connect()),
        Occupancy = occupancy?.Report(),
        Total = Together(l => l.Total()),
        Behind = Together(l => l.Behind()),
        Engine = loads[^1].Engine,
    };

    private Histogram Together(Func<LoadGenerator, Histogram> of)
    {
        var all = new Histogram();
        foreach (var load in loads)
        {
            all.Add(of(load));
        }

        return all;
    }
}
