using Harness.Analysis.Results;
using Harness.Reporting;

namespace Harness.Tests.Pure.Reporting;

/// <summary>Trials of which nothing is known but their figures.</summary>
internal static class BareTrials
{
    /// <summary>A run of them.</summary>
    public static RunSummary Run(IReadOnlyList<TrialSummary> trials) =>
        new() { Scenario = "x", StartedAt = default, Verdict = Verdict.None, Complete = true, Trials = trials };

    /// <summary>What a page and its charts read of them.</summary>
    public static IReadOnlyList<TrialRecord> Records(params IReadOnlyList<TrialSummary> trials) =>
        TrialRecord.Of(new() { Folder = "x", Samples = [], Summary = Run(trials) });
}
