using Harness.Scenarios.Options;

namespace Harness.Protocol.Sequences;

/// <summary>What the header of a TCP segment says (RFC 9293, 3.1).</summary>
/// <param name="From">The end that sent it.</param>
/// <param name="Flags">The control bits: FIN 1, SYN 2, RST 4, PSH 8, ACK 16, URG 32, ECE 64, CWR 128.</param>
/// <param name="Sequence">The number of its first byte.</param>
/// <param name="Acknowledgment">The next byte that its sender expects; means nothing without ACK.</param>
/// <param name="Length">Bytes of data.</param>
/// <param name="Timestamp">TSval, the sender's clock (RFC 7323, 3.2); null without the option.</param>
/// <param name="Echo">TSecr, the newest timestamp of the other end; null likewise.</param>
public sealed record SegmentFacts(
    Tier From, byte Flags, uint Sequence, uint Acknowledgment, int Length, uint? Timestamp, uint? Echo);
