namespace Harness.Reporting.Charts;

/// <summary>A value of the Y axis across the whole chart.</summary>
/// <param name="Value">Where.</param>
/// <param name="Label">What is written at it.</param>
/// <param name="Name">What it is; empty where the label says all.</param>
public sealed record Limit(double Value, string Label, string Name = "");
