using System.Net;

namespace Harness.Analysis.Sequences;

/// <summary>
/// What happened between one pair of ends that a rule of the link touched: one connection, or several one after the other.
/// </summary>
/// <param name="Number">Which of the trial's, from 1.</param>
/// <param name="Client">The client's address and port.</param>
/// <param name="Server">The server's.</param>
/// <param name="FirstOf">The rules that touched no other one before; none where another was the first of each.</param>
/// <param name="Events">In the order of their time.</param>
public sealed record Sequence(
    int Number, IPEndPoint Client, IPEndPoint Server, IReadOnlyList<string> FirstOf, IReadOnlyList<SequenceEvent> Events);
