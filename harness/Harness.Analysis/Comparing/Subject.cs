using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;

namespace Harness.Analysis.Comparing;

/// <summary>One policy with the trials that count for it.</summary>
internal sealed record Subject
{
    public required string Name { get; init; }

    public required string Scenario { get; init; }

    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    public required IReadOnlyList<RunRecord> Runs { get; init; }

    public required IReadOnlyList<MeasuredTrial> Trials { get; init; }

    public required int LeftOut { get; init; }

    /// <summary>Whether a matrix made it: then its scenario's text differs from the others' on purpose.</summary>
    public required bool IsOfMatrix { get; init; }

    public RunEnvironment? Environment => Runs.Select(r => r.Environment).FirstOrDefault(e => e is not null);

    /// <summary>One per set of swept values, in the order they were first seen.</summary>
    public static IReadOnlyList<Subject> Of(SubjectSource source)
    {
        var trials = source.Runs.SelectMany(run => (run.Summary?.Trials ?? []).Select(trial => (Run: run, Trial: trial))).ToList();
        var whole = new Subject
        {
            Name = source.Name,
            Scenario = source.Runs.Select(r => r.Summary?.Scenario).FirstOrDefault(s => s is not null) ?? source.Name,
            Parameters = source.Parameters,
            Runs = source.Runs,
            Trials = [],
            LeftOut = source.Runs.Count(r => r.Summary is not { Trials.Count: > 0 }),
            IsOfMatrix = source.Parameters.Count > 0,
        };
        return trials.Count == 0
            ? [whole]
            : [.. trials.GroupBy(t => Text(t.Trial.Parameters), StringComparer.Ordinal).Select(set => whole.WithTrials(set.Key, [.. set]))];
    }

    private Subject WithTrials(string values, IReadOnlyList<(RunRecord Run, TrialSummary Trial)> trials)
    {
        // Of a run that did not come to its end nobody knows what its last trial did to the others.
        var counted = trials.Where(t => t.Run.Summary!.Complete && t.Trial.Complete).ToList();
        var parameters = Parameters.Concat(trials[0].Trial.Parameters).DistinctBy(p => p.Key).ToDictionary(p => p.Key, p => p.Value);
        return this with
        {
            Name = values.Length == 0 ? Name : $"{Name}, {values}",
            Parameters = new SortedDictionary<string, string>(parameters, StringComparer.Ordinal),
            Trials = [.. counted.Select(t => MeasuredTrial.Of(t.Run, t.Trial))],
            LeftOut = LeftOut + trials.Count - counted.Count,
        };
    }

    private static string Text(IReadOnlyDictionary<string, string> parameters) =>
        string.Join(", ", parameters.Select(p => $"{p.Key}={p.Value}"));
}
