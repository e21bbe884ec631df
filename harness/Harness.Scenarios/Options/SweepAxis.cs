namespace Harness.Scenarios.Options;

/// <summary>One line of the <c>sweep</c> section: a key of the scenario and the values that it takes, one trial each.</summary>
/// <param name="Key">A dotted key such as <c>server.close.after</c>.</param>
/// <param name="Values">The values as written.</param>
public sealed record SweepAxis(string Key, IReadOnlyList<string> Values);
