using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Protocol.Counting;
using Harness.Scenarios.Options;

namespace Harness.Analysis.Trials;

/// <summary>
/// What must hold between the figures of a trial, whatever was run. A figure that breaks one of these is wrong, and the run says so.
/// </summary>
public static class Invariants
{
    /// <summary>A warning for each one that is broken.</summary>
    /// <param name="server">The server's end of the hop.</param>
    /// <param name="client">The client's end of the hop.</param>
    /// <param name="trial">The figures of a trial that came to its end.</param>
    public static IEnumerable<Warning> Broken(HopEnd server, HopEnd client, TrialSummary trial)
    {
        var connections = trial.Connections;
        var classes = CloseClass.Total(trial.ClosedFirst);
        var segments = trial.ClosedFirst.Source == ClosedFirstSource.Segments;
        (string What, bool Holds)[] all =
        [
            ($"{connections.Completed:N0} connections completed of {connections.Opened:N0} opened",
                !(connections.Completed > connections.Opened)),
            ($"{connections.Accepted:N0} connections accepted of {connections.Opened:N0} opened",
                !segments || !(connections.Accepted > connections.Opened)),
            ($"{classes:N0} connections classed by who closed first, {connections.Opened:N0} opened",
                !segments || classes == connections.Opened),
            .. OfTier(server, trial.Server),
            .. OfTier(client, trial.Client),
        ];
        return all.Where(i => !i.Holds).Select(i => new Warning(
            "invariant_broken",
            $"figures of this trial contradict each other: {i.What}",
            "do not rely on this trial; please report it with run.log, scenario.yaml and summary.json"));
    }

    private static IEnumerable<(string What, bool Holds)> OfTier(HopEnd end, TierSummary tier)
    {
        var (name, held) = (end.Tier.Word(), tier.TimeWait);
        yield return ($"the {name} held {held.Final:N0} TIME_WAITs at the end and {held.Peak:N0} at most", !(held.Final > held.Peak));
        if (held.EnteredFrom != EnteredSource.Segments)
        {
            yield break;
        }

        yield return ($"the {name} entered {held.Entered:N0} TIME_WAITs and held {held.Peak:N0}", !(held.Peak > held.Entered));

        // Each TIME_WAIT was a minisocket; so is a FIN_WAIT2 that came to nothing.
        if (end is { CountsAtEntry: true, Role: { } role } && held.Overflow == 0)
        {
            var entered = held.Entered + tier.OtherConnections.Sum(o => o.TimeWaitEntered);
            var minisockets = TimeWaitCounters.Minisockets(role.Counters);
            yield return ($"the {name} entered {entered:N0} TIME_WAITs, and its kernel made {minisockets:N0}", !(entered > minisockets));
        }
    }
}
