using Harness.Analysis.Results;

namespace Harness.Analysis.Comparing;

/// <summary>What a user named: a result folder, or the runs of one scenario. A sweep in it gives one subject per set of values.</summary>
/// <param name="Name">Unique among the sources.</param>
/// <param name="Parameters">The values that a matrix gave it, by key.</param>
/// <param name="Runs">Its runs, in the order they ended; empty when none came to its end.</param>
public sealed record SubjectSource(string Name, IReadOnlyDictionary<string, string> Parameters, IReadOnlyList<RunRecord> Runs);
