namespace Harness.Scenarios.Planning;

/// <summary>What the command line changes of a scenario.</summary>
/// <param name="Settings">Dotted keys and their values, which win over the text and over its sweep.</param>
/// <param name="Load">
/// Keys of a load step and their values (<c>rate</c>, <c>during</c>), without the step's own name: the planner finds the step that they
/// belong to, once <paramref name="Settings"/> are made.
/// </param>
public sealed record ScenarioChanges(IReadOnlyList<Setting> Settings, IReadOnlyList<Setting> Load)
{
    /// <summary>The scenario as it is written.</summary>
    public static ScenarioChanges None { get; } = new([], []);
}
