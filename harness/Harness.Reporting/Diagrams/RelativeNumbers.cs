using System.Globalization;
using Harness.Analysis.Sequences;
using Harness.Scenarios.Options;

namespace Harness.Reporting.Diagrams;

/// <summary>
/// Segments in words, with numbers as tcpdump and Wireshark show them: relative to each end's first one, which its newest SYN says; where
/// no SYN was seen, the first number seen is 1. One below zero is of an earlier connection of the same ports.
/// </summary>
/// <param name="hasTimestamps">Whether TSval is shown, relative to each end's first one.</param>
internal sealed class RelativeNumbers(bool hasTimestamps)
{
    private readonly Way client = new();
    private readonly Way server = new();

    /// <summary>Whether the segment begins another connection than the one before. To be asked before <see cref="Text"/>.</summary>
    public bool Renews(SequenceEvent.Segment segment) =>
        segment is { IsCopy: false, Facts: { From: Tier.Client, Flags: var flags, Sequence: var sequence } }
        && SegmentFlags.Opens(flags) && !SegmentFlags.Acknowledges(flags)
        && client.First is { } first && first != sequence;

    /// <summary><c>FIN, ACK seq 85 ack 201 len 0</c>.</summary>
    /// <param name="segment">The next one.</param>
    /// <param name="isAgain">Whether all of its bytes had passed before.</param>
    public string Text(SequenceEvent.Segment segment, out bool isAgain)
    {
        var facts = segment.Facts;
        var (own, peer) = facts.From == Tier.Client ? (client, server) : (server, client);
        var opens = SegmentFlags.Opens(facts.Flags);
        if (own.First is null || (opens && !segment.IsCopy && own.First != facts.Sequence))
        {
            (own.First, own.End) = (opens ? facts.Sequence : facts.Sequence - 1, null);
        }

        var bytes = (uint)facts.Length + (opens ? 1u : 0) + (SegmentFlags.Ends(facts.Flags) ? 1u : 0);
        isAgain = !segment.IsCopy && bytes > 0 && own.Passes(facts.Sequence + bytes);
        var text = string.Create(
            CultureInfo.InvariantCulture, $"{SegmentFlags.Text(facts.Flags, ", ")} seq {(int)(facts.Sequence - own.First.Value)}");
        if (SegmentFlags.Acknowledges(facts.Flags))
        {
            peer.First ??= facts.Acknowledgment - 1;
            text += string.Create(CultureInfo.InvariantCulture, $" ack {(int)(facts.Acknowledgment - peer.First.Value)}");
        }

        text += string.Create(CultureInfo.InvariantCulture, $" len {facts.Length}");
        if (hasTimestamps && facts.Timestamp is { } timestamp)
        {
            own.Timestamp ??= timestamp;
            text += string.Create(CultureInfo.InvariantCulture, $" TSval {(int)(timestamp - own.Timestamp.Value):+0;-0;+0}");
        }

        return text.TrimStart();
    }

    private sealed class Way
    {
        public uint? First { get; set; }

        public uint? End { get; set; }

        public uint? Timestamp { get; set; }

        /// <summary>Whether all up to here had passed before.</summary>
        public bool Passes(uint end)
        {
            if (End is { } seen && (int)(end - seen) <= 0)
            {
                return true;
            }

            End = end;
            return false;
        }
    }
}
