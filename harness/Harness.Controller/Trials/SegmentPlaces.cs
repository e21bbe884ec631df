using Harness.Scenarios.Options;

namespace Harness.Controller.Trials;

/// <summary>Where the segments of a trial are watched. It costs some percent of the processor time at each place.</summary>
internal static class SegmentPlaces
{
    /// <summary>Whether the nodes of a tier watch them.</summary>
    /// <remarks>
    /// A program may open connections that are not the hop's, and a link may lose segments on the way: then each end is watched. Of two
    /// built-in sides that are joined directly one sees all that the other does: the client, unless it never closes. Then the server's
    /// FIN_WAIT2s time out, and its samples need the segments. On loopback they would be everybody's.
    /// </remarks>
    public static bool Has(Scenario scenario, Tier tier) => scenario.Network != NetworkKind.Loopback
        && (scenario.Link is not null
            || IsProgram(scenario, tier)
            || (!IsProgram(scenario, Other(tier)) && !IsPlain(scenario) && tier == EndThatCloses(scenario)));

    // No data can meet an end that has closed, and both ends close: then counters and sockets say all.
    private static bool IsPlain(Scenario scenario) => scenario is
    {
        Client: { RequestsPerConnection: 1, Body: 0, ProbesFirst: false, Close.StaysOpen: false },
        Server:
        {
            Think: null,
            Faults.Count: 0,
            Response: { Dribble: null, ContentLength: { IsPresent: false } or { Offset: >= 0 } },
            Close.StaysOpen: false,
        },
    };

    private static Tier EndThatCloses(Scenario scenario) => scenario.Client.Close.StaysOpen ? Tier.Server : Tier.Client;

    private static bool IsProgram(Scenario scenario, Tier tier) =>
        (tier == Tier.Server ? scenario.Server.Program : scenario.Client.Program) is not null;

    private static Tier Other(Tier tier) => tier == Tier.Server ? Tier.Client : Tier.Server;
}
