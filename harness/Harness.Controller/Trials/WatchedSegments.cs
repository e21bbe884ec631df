using Harness.Scenarios.Options;

namespace Harness.Controller.Trials;

/// <summary>When the segments of a trial are watched. It costs some percent of the processor time at each end.</summary>
internal static class WatchedSegments
{
    /// <summary>Whether the nodes of both ends must watch them.</summary>
    /// <remarks>
    /// A program may open connections that are not the hop's, a link may lose segments on the way, and an RST may end a FIN_WAIT2 that the
    /// kernel counts as a TIME_WAIT: each end's samples need them then. On hosts the kernel's
    /// counters are everybody's. On loopback the segments would be, too.
    /// </remarks>
    public static bool AreNeeded(Scenario scenario) => scenario.Network != NetworkKind.Loopback
        && (scenario.Network == NetworkKind.Hosts || scenario.Link is not null || !IsPlain(scenario));

    // Both sides are built in, no data can meet an end that has closed, and both ends close with a FIN: then counters and sockets say all.
    private static bool IsPlain(Scenario scenario) => scenario.Clients.All(IsPlain) && scenario.Server is
    {
        Program: null,
        Think: null,
        Faults.Count: 0,
        Response: { Dribble: null, ContentLength: { IsPresent: false } or { Offset: >= 0 } },
        Close: { StaysOpen: false, Resets: false },
    };

    private static bool IsPlain(ClientOptions client) => client is
    {
        Program: null, RequestsPerConnection: 1, Body: 0, ProbesFirst: false, Close: { StaysOpen: false, Resets: false },
    };
}
