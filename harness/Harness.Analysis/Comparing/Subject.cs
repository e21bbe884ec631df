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
        var trials = source.Runs.SelectMany(run => (run.Summary?.Trials ?? []).Select(t => (Run: run, Trial: t))).ToList();
        var scenario = source.Runs.Select(r => r.Summary?.Scenario).FirstOrDefault(s => s is not null) ?? source.Name;
        var sets = trials.GroupBy(t => Words(t.Trial.Parameters), StringComparer.Ordinal).ToList();
        if (sets.Count == 0)
        {
            return [new Subject { Name = source.Name, Scenario = scenario, Parameters = source.Parameters, Runs = source.Runs, Trials = [], LeftOut = source.Runs.Count, IsOfMatrix = source.Parameters.Count > 0 }];
        }

        var empty = source.Runs.Count(r => r.Summary is not { Trials.Count: > 0 });
        return [.. sets.Select(set =>
        {
            // Of a run that did not come to its end nobody knows what its last trial did to the others.
            var counted = set.Where(t => t.Run.Summary!.Complete && t.Trial.Complete).ToList();
            return new Subject
            {
                Name = set.Key.Length == 0 ? source.Name : $"{source.Name}, {set.Key}",
                Scenario = scenario,
                Parameters = new SortedDictionary<string, string>(source.Parameters.Concat(set.First().Trial.Parameters).DistinctBy(p => p.Key).ToDictionary(p => p.Key, p => p.Value), StringComparer.Ordinal),
                Runs = source.Runs,
                Trials = [.. counted.Select(t => MeasuredTrial.Of(t.Run, t.Trial))],
                LeftOut = set.Count() - counted.Count + empty,
                IsOfMatrix = source.Parameters.Count > 0,
            };
        })];
    }

    private static string Words(IReadOnlyDictionary<string, string> parameters) => string.Join(", ", parameters.Select(p => $"{p.Key}={p.Value}"));
}
