using Harness.Scenarios.Options;

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
}
