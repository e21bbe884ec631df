using Harness.Scenarios.Options;

namespace Harness.Scenarios.Planning;

/// <summary>One trial of a run.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Parameters">The swept values, by key.</param>
/// <param name="Scenario">The scenario with those values in place.</param>
public sealed record TrialPlan(int Number, IReadOnlyDictionary<string, string> Parameters, Scenario Scenario)
{
    /// <summary>How many nodes each tier has.</summary>
    public Topology Topology { get; init; } = Topology.OneEach;
}
