namespace Harness.Analysis.Results;

/// <summary>A run as its result folder tells it.</summary>
public sealed record RunRecord
{
    /// <summary>Where it was read from.</summary>
    public required string Folder { get; init; }

    /// <summary>The scenario as run, YAML; empty when the run was killed before it was written.</summary>
    public string ScenarioText { get; init; } = "";

    /// <summary>What the run stood on; null when it ended before that was known.</summary>
    public RunEnvironment? Environment { get; init; }

    /// <summary>Every sample of both sides, in the order they came.</summary>
    public required IReadOnlyList<SampleRow> Samples { get; init; }

    /// <summary>The run in figures; null when there is no summary.json.</summary>
    public RunSummary? Summary { get; init; }
}
