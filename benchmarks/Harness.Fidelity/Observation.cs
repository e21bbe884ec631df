using Harness.Analysis.Results;

namespace Harness.Fidelity;

/// <summary>What one trial showed of a client.</summary>
/// <param name="Shares">Of its connections, by who closed first; from 0 to 1.</param>
/// <param name="ConnectionsPerRequest">Connections opened for each request that the server answered.</param>
/// <param name="Outcome">What the client calls it, one of <see cref="Outcomes"/>.</param>
internal sealed record Observation(IReadOnlyDictionary<string, double> Shares, double ConnectionsPerRequest, string Outcome)
{
    internal static Observation Of(string tool, TrialSummary trial)
    {
        var wrk = tool == "wrk" ? WrkRun.Of(trial) : WrkRun.None;
        var first = trial.ClosedFirst;
        var cutByReset = Math.Min(wrk.CutOff, first.Reset);
        var counts = new (string Who, long Count)[]
        {
            ("server", first.Server),
            ("client", Math.Max(0, first.Client - wrk.Probes - (wrk.CutOff - cutByReset))),
            ("both", first.Both),
            ("reset", first.Reset - cutByReset),
            ("unknown", first.Unknown),
        };
        var all = Math.Max(1, counts.Sum(c => c.Count));
        return new(
            counts.ToDictionary(c => c.Who, c => (double)c.Count / all, StringComparer.Ordinal),
            (double)(Outcomes.Opened(trial) - wrk.Probes - wrk.CutOff) / Math.Max(1, (trial.Server.Requests ?? 0) - wrk.CutOff),
            Outcomes.Of(tool, trial));
    }
}
