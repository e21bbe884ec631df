using Harness.Analysis.Results;
using Harness.Analysis.Words;
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
        .. LeftOut(server, client),
    ];

    private static IEnumerable<Warning> LeftOut(HopEnd server, HopEnd client)
    {
        if ((server.Role?.MessagesLeftOut ?? 0) + (client.Role?.MessagesLeftOut ?? 0) is > 0 and var number)
        {
            yield return new(
                "messages_left_out",
                $"agents left {Format.Counted(number, "message")} with samples, rows or events out, because this program read too slowly: "
                + "peaks, charts and connections.csv may lack something, counts do not",
                "sample less often (sample.every), leave sample.connections out, or give this program a faster machine");
        }
    }
}
