namespace Harness.Protocol.Messages;

/// <summary>How long the sockets of one state lived.</summary>
/// <param name="EndedMs">Milliseconds of each that came and went.</param>
/// <param name="Left">How many were still there at the end.</param>
public sealed record Lifetimes(IReadOnlyList<int> EndedMs, int Left);
