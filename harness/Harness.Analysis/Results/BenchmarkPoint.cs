namespace Harness.Analysis.Results;

/// <summary>One entry of the list that github-action-benchmark reads (its tools customBiggerIsBetter and customSmallerIsBetter).</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Value">The figure.</param>
/// <param name="Range">How far it varied.</param>
/// <param name="Extra">More, in words.</param>
public sealed record BenchmarkPoint(string Name, string Unit, double Value, string Range, string Extra);
