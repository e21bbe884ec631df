using Harness.Analysis.Results;
using Harness.Scenarios.Options;

namespace Harness.Analysis.Trials;

/// <summary>All that is looked for in the figures of a trial that came to its end.</summary>
public static class TrialChecks
{
    /// <summary>Its warnings, in reading order.</summary>
    /// <param name="scenario">The trial's.</param>
    /// <param name="server">The server's end of the hop.</param>
    /// <param name="client">The client's end of the hop.</param>
    /// <param name="trial">The figures.</param>
    public static IEnumerable<Warning> Warnings(Scenario scenario, HopEnd server, HopEnd client, TrialSummary trial) =>
    [
        .. CounterCheck.Warnings(scenario.Network, server, trial),
        .. HopCheck.Warnings(trial),
        .. CauseCheck.Warnings(scenario, trial),
        .. ProgramCheck.Warnings(trial),
        .. Invariants.Broken(server, client, trial),
    ];
}
