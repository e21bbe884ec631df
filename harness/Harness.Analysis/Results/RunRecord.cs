using Harness.Analysis.Running;
using Harness.Analysis.Sequences;
using Harness.Protocol.Counting;

namespace Harness.Analysis.Results;

/// <summary>What a result folder holds of a run.</summary>
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

    /// <summary>The connections that the link's rules touched first, by the number of their trial.</summary>
    public ILookup<int, Sequence> Sequences { get; init; } = Array.Empty<Sequence>().ToLookup(s => s.Number);

    /// <summary>The run in figures; null when there is no summary.json.</summary>
    public RunSummary? Summary { get; init; }
}

/// <summary>A row of samples.csv.</summary>
public sealed record SampleRow
{
    /// <summary>The trial's number, from 1.</summary>
    public int Trial { get; init; }

    /// <summary>The phase in which the sample was taken.</summary>
    public Phase Phase { get; init; }

    /// <summary>What was seen; failures by name are not kept per sample.</summary>
    public required Sample Sample { get; init; }
}
