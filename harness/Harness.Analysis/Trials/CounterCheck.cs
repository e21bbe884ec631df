using Harness.Analysis.Results;
using Harness.Protocol.Counting;
using Harness.Scenarios.Options;

namespace Harness.Analysis.Trials;

/// <summary>Holds the figures of a loopback run against the one counter that both sides share there.</summary>
public static class CounterCheck
{
    /// <summary>One warning when the figures and the counter disagree; none in networks that no side shares.</summary>
    public static IEnumerable<Warning> Warnings(NetworkKind network, HopEnd server, TrialSummary trial)
    {
        if (!network.IsShared() || server is not { Role: not null, Census: not null, CountsAtEntry: true })
        {
            yield break;
        }

        var counters = server.Role.Counters;
        var counted = TimeWaitCounters.Entered(counters, server.WaitingMinisockets()) + TimeWaitCounters.Refused(counters);
        var said = trial.Server.TimeWait.Entered + trial.Client.TimeWait.Entered;
        // It counts FIN_WAIT2 minisockets too: a connection that an RST ended may have had one, and became no TIME_WAIT.
        if (counted < said || counted > said + trial.ClosedFirst.Reset)
        {
            yield return new(
                "counter_disagrees",
                $"the kernel counted {counted:N0} TIME_WAITs of both sides together, these figures say {said:N0}",
                "other programs on this machine are counted too; run in namespaces for exact figures");
        }
    }
}
