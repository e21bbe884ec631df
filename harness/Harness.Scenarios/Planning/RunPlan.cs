using Harness.Scenarios.Options;
using Harness.Scenarios.Words;

namespace Harness.Scenarios.Planning;

/// <summary>A scenario, ready to run.</summary>
/// <param name="Scenario">Every default filled in.</param>
/// <param name="ScenarioText">The same as YAML, for the result folder.</param>
/// <param name="Trials">
/// One per combination of swept values and repetition, in the order they run; empty when a search chooses them.
/// </param>
public sealed record RunPlan(Scenario Scenario, string ScenarioText, IReadOnlyList<TrialPlan> Trials)
{
    /// <summary>
    /// For a threshold search: the scenario with this value, as a user writes it, at the searched key. Null when
    /// <see cref="Trials"/> are all.
    /// </summary>
    public Func<string, Scenario>? Probe { get; init; }

    /// <summary>The keys that the command line set, in the order given.</summary>
    public IReadOnlyList<Setting> Settings { get; init; } = [];

    /// <summary>How many trials, in words: <c>?</c> when a search chooses them.</summary>
    public string Count => Probe is null ? $"{Trials.Count}" : "?";

    /// <summary>What it will make, in words: <c>3 trials</c>, <c>a search of at most 60 trials</c>.</summary>
    public string Extent => Scenario.Threshold is { } search && Probe is not null ? $"a search of at most {search.Trials} trials"
        : $"{Trials.Count} trial{(Trials.Count == 1 ? "" : "s")}";

    /// <summary>Which of its trials one is: <c>2/3</c>; of a search, whose end is not known, its number and what it tries.</summary>
    public string Nth(TrialPlan? trial) => Probe is null
        ? $"{trial?.Number ?? 1}/{Trials.Count}"
        : trial is { Parameters.Count: > 0 } ? $"{trial.Number}, {SweptValue.Names(trial.Parameters)}"
        : $"{trial?.Number ?? 1}";
}
