using System.Globalization;
using Harness.Analysis.Results;

namespace Harness.Fidelity;

/// <summary>What a run of wrk leaves that belongs to no request's end.</summary>
/// <param name="Probes">The empty connection at its start.</param>
/// <param name="CutOff">
/// Connections that the end of its run cut off, at most one for each of <c>--connections</c>; the profile ends its own properly.
/// </param>
/// <param name="IsStuck">None ended before that.</param>
internal sealed record WrkRun(long Probes, long CutOff, bool IsStuck)
{
    internal static WrkRun None { get; } = new(0, 0, false);

    internal static WrkRun Of(TrialSummary trial)
    {
        if (trial.Client.Program is not { Command: var command })
        {
            return new(1, 0, false);
        }

        var connections = long.Parse(command[command.ToList().IndexOf("--connections") + 1], CultureInfo.InvariantCulture);
        var isStuck = Outcomes.Opened(trial) - 1 <= connections;
        return new(1, isStuck ? 0 : Math.Min(connections, trial.ClosedFirst.Client - 1 + trial.ClosedFirst.Reset), isStuck);
    }
}
