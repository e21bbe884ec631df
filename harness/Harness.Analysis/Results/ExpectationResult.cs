namespace Harness.Analysis.Results;

/// <summary>One expectation, judged.</summary>
/// <param name="Text">As written in the scenario.</param>
/// <param name="Actual">Its left side's value; null when a figure in it was not measured, and then it has not passed.</param>
/// <param name="Passed">Whether it holds.</param>
public sealed record ExpectationResult(string Text, double? Actual, bool Passed);
