namespace Harness.Protocol.Sequences;

/// <summary>What passed the link between the same addresses and ports: one connection, or several one after the other.</summary>
/// <param name="Ends">Its addresses and ports.</param>
/// <param name="FirstOf">The rules that touched no other one before.</param>
/// <param name="Segments">In the order of their arrival; a copy where its arrival was decided.</param>
/// <param name="LeftOut">Segments after the last of these that were not kept.</param>
public sealed record TracedConnection(
    TracedEnds Ends, IReadOnlyList<string> FirstOf, IReadOnlyList<TracedSegment> Segments, int LeftOut);

/// <summary>The two ends of a connection, each an address and a port: <c>198.18.0.2:40000</c>.</summary>
/// <param name="Client">The end that connects.</param>
/// <param name="Server">The end that listens.</param>
public sealed record TracedEnds(string Client, string Server);

/// <summary>A segment as the link saw it.</summary>
/// <param name="At">When it arrived, a moment of the link's clock; of a copy when it was decided that it arrives.</param>
/// <param name="LeftAt">When it left; null when it did not.</param>
/// <param name="Facts">What its header says.</param>
/// <param name="Deeds">What the rules did to it; none where it passed like any other.</param>
/// <param name="LeftOutBefore">Segments right before it that were not kept.</param>
public sealed record TracedSegment(long At, long? LeftAt, SegmentFacts Facts, IReadOnlyList<SegmentDeed> Deeds, int LeftOutBefore);
