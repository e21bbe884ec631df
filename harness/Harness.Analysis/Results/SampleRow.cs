using Harness.Analysis.Running;
using Harness.Protocol.Counting;

namespace Harness.Analysis.Results;

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
