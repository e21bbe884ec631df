namespace Harness.Reporting;

/// <summary>What was drawn of a result folder.</summary>
/// <param name="Paths">The files, in the report's order.</param>
/// <param name="LeftOut">Charts of further trials that were not drawn.</param>
public sealed record ChartFiles(IReadOnlyList<string> Paths, int LeftOut);
