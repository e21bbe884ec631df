using Harness.Scenarios.Options;

namespace Harness.Scenarios.Planning;

/// <summary>How many nodes each tier of a trial has.</summary>
/// <param name="Servers">Nodes that listen, 1 to 64.</param>
/// <param name="Clients">Nodes that connect, 1 to 64; the load is split between them.</param>
public sealed record Topology(int Servers, int Clients)
{
    /// <summary>One node each.</summary>
    public static Topology OneEach { get; } = new(1, 1);

    /// <summary>Where nodes share one network they are told apart by port, which tells two tiers apart and not the nodes of one.</summary>
    /// <exception cref="NotSupportedException">A tier has several nodes.</exception>
    public void RequireOneEach(NetworkKind network)
    {
        if (this != OneEach)
        {
            throw new NotSupportedException($"with 'network: {network}' each tier has one node; several need a namespace each");
        }
    }
}
