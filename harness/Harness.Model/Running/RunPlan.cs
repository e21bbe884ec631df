using Harness.Model.Scenarios;

namespace Harness.Model.Running;

/// <summary>A scenario, ready to run.</summary>
/// <param name="Scenario">Every default filled in.</param>
/// <param name="ScenarioText">The same as YAML, for the result folder.</param>
/// <param name="Trials">One per combination of swept values and repetition, in the order they run.</param>
public sealed record RunPlan(Scenario Scenario, string ScenarioText, IReadOnlyList<TrialPlan> Trials);
