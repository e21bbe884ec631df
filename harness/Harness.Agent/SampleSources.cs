using Harness.Agent.Segments;
using Harness.Protocol.Counting;

namespace Harness.Agent;

/// <summary>What a node's samples are made from, besides its sockets.</summary>
/// <param name="IsAlone">Whether the namespace and its counters are this node's alone.</param>
/// <param name="Meaning">What the namespace's TIME_WAIT counter counts.</param>
/// <param name="Segments">Follows the connections by their segments; null where that cannot be had.</param>
/// <param name="Tally">The role's own count.</param>
internal sealed record SampleSources(bool IsAlone, CounterMeaning Meaning, SegmentWatch? Segments, Func<ConnectionTally?> Tally)
{
    /// <summary>
    /// Whether every socket of the namespace is the hop's, so that its TIME_WAITs need not be listed to be counted, which would be most of
    /// a sample's cost. A built-in side opens no others, watched or not.
    /// </summary>
    /// <param name="hop">What the segments tell so far; null where they are not watched.</param>
    public bool HasTheHopAlone(HopTally? hop) => IsAlone && (hop is null or { Missed: 0, Others.Count: 0 });
}
