using System.Net;
using Harness.Clients.Engines;
using Harness.Protocol.Tcp;
using Harness.Scenarios.Options;

namespace Harness.Clients;

/// <summary>What a load consists of.</summary>
/// <param name="Client">How each connection behaves.</param>
/// <param name="Steps">How many connections, and when; run one after the other.</param>
/// <param name="Servers">Where to connect, at least one address, taken in turn.</param>
/// <param name="Ports">The server's ports, at least one, taken in turn.</param>
/// <param name="Url">Its path is asked for, its host named; null: / and the address.</param>
public sealed record LoadPlan(
    ClientOptions Client,
    IReadOnlyList<LoadStep> Steps,
    IReadOnlyList<IPAddress> Servers,
    IReadOnlyList<int> Ports,
    Uri? Url = null)
{
    /// <summary>
    /// Which share of the steps is this client's; default the whole. A probe (wrk's) is not shared: each client that has one opens it.
    /// Another engine knows no shares.
    /// </summary>
    public LoadShare Share { get; init; } = LoadShare.Whole;

    /// <summary>
    /// Of what is random in the steps: the clients that share a load have the same one. By default another one for each plan.
    /// </summary>
    public int Seed { get; init; } = Random.Shared.Next();

    /// <summary>The client's own addresses, taken in turn by sockets that are bound before they connect.</summary>
    public IReadOnlyList<IPAddress> Sources { get; init; } = [];

    /// <summary>Whether bodies say which connection they belong to.</summary>
    public bool MarksBodies { get; init; }

    /// <summary>How many connections its client has begun before it.</summary>
    public uint Earlier { get; init; }

    /// <summary>The client's ip_local_port_range, which <c>port_window</c> cuts into windows; null where it cannot be read.</summary>
    public PortRange? LocalPorts { get; init; }

    /// <summary>The name of its own figures; null: it has none.</summary>
    public string? As { get; init; }

    /// <summary>Decides when connections are opened; null: this project's own pacing.</summary>
    public ILoadEngine? Engine { get; init; }

    /// <summary>A folder for what another engine writes.</summary>
    public string Scratch { get; init; } = "";
}
