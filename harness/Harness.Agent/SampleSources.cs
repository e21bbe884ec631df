using Harness.Agent.Segments;
using Harness.Protocol.Counting;

namespace Harness.Agent;

/// <summary>What a node's samples are made from, besides its sockets.</summary>
/// <param name="IsAlone">Whether the namespace and its counters are this node's alone.</param>
/// <param name="Meaning">What the namespace's TIME_WAIT counter counts.</param>
/// <param name="Segments">Follows the connections by their segments; null where that cannot be had.</param>
/// <param name="Tally">The role's own count.</param>
internal sealed record SampleSources(bool IsAlone, CounterMeaning Meaning, SegmentWatch? Segments, Func<ConnectionTally> Tally);
