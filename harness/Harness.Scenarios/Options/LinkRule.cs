using System.Text.Json.Serialization;
using Harness.Scenarios.Shapes;

namespace Harness.Scenarios.Options;

/// <summary>
/// A rule of the link: which TCP segments it takes, and what it does to each. All that it names must hold of a segment; what it does not
/// name may be anything.
/// </summary>
public sealed record LinkRule
{
    /// <summary>What it does to a segment that it takes.</summary>
    public required LinkAct Do { get; init; }

    /// <summary>Which side sends the segment; null: either.</summary>
    public Tier? From { get; init; }

    /// <summary>What kind of segment it is; null: any.</summary>
    public SegmentKind? Kind { get; init; }

    /// <summary>Whether its bytes pass for the first time; null: either way.</summary>
    public SegmentBytes? Bytes { get; init; }

    /// <summary>A port of either end, 1 to 65535; null: any.</summary>
    public int? Port { get; init; }

    /// <summary>Which connections are looked at.</summary>
    public RuleConnections Connection { get; init; } = new RuleConnections.All();

    /// <summary>Of the segments that are left only the n-th, 1 to 10⁹; null: all.</summary>
    public int? Nth { get; init; }

    /// <summary>Each segment that is left is taken with this probability, above 0 and at most 1; null: always.</summary>
    public double? Share { get; init; }

    /// <summary>What <see cref="Share"/> draws begin with: the same draws in every run; 0 to 10⁹, default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Whether it works from the start; else from a <c>then</c> step that arms it on. Default true.</summary>
    public bool Armed { get; init; } = true;
}

/// <summary>Kinds of TCP segments. One with a FIN and data is of both kinds.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SegmentKind>))]
public enum SegmentKind
{
    /// <summary>With SYN, that of a SYN-ACK included.</summary>
    Syn,

    /// <summary>Its sender has no more data: with FIN.</summary>
    Fin,

    /// <summary>It resets the connection: with RST.</summary>
    Rst,

    /// <summary>With at least one byte of data.</summary>
    Data,

    /// <summary>A pure ACK: without data, SYN, FIN and RST.</summary>
    Ack,
}

/// <summary>Whether a segment's bytes passed before, in the same direction of the same connection.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SegmentBytes>))]
public enum SegmentBytes
{
    /// <summary>At least one of them did not; SYN and FIN count as one each.</summary>
    New,

    /// <summary>All of them did: a retransmission.</summary>
    Repeated,
}

/// <summary>Which connections a rule looks at. They are numbered by their first SYN at the link.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "which")]
[JsonDerivedType(typeof(All), "all")]
[JsonDerivedType(typeof(Each), "each")]
[JsonDerivedType(typeof(One), "one")]
public abstract record RuleConnections
{
    private RuleConnections()
    {
    }

    /// <summary>All together: <see cref="LinkRule.Nth"/> counts over all of them.</summary>
    public sealed record All : RuleConnections;

    /// <summary>Each by itself: <see cref="LinkRule.Nth"/> counts anew in each.</summary>
    public sealed record Each : RuleConnections;

    /// <summary>One of them only.</summary>
    /// <param name="Number">Which, from 1.</param>
    public sealed record One(int Number) : RuleConnections;
}

/// <summary>What a rule does to a segment that it takes.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "act")]
[JsonDerivedType(typeof(Drop), "drop")]
[JsonDerivedType(typeof(Delay), "delay")]
[JsonDerivedType(typeof(Copy), "copy")]
[JsonDerivedType(typeof(Recycle), "recycle")]
public abstract record LinkAct
{
    private LinkAct()
    {
    }

    /// <summary>The acts as scenarios write them.</summary>
    internal static Shape<LinkAct> Shape => new ChoiceShape<LinkAct>()
        .Word<Drop>("drop")
        .Carrying<Delay, TimeSpan>("delay", Values.Delay, "delay: DURATION", v => new(v), a => a.By)
        .Carrying<Copy, CopyDelivery>("copy", CopyDelivery.Shape, "copy: at_step (and others)", v => new(v), a => a.Deliver)
        .Word<Recycle>("recycle");

    /// <summary>It does not arrive.</summary>
    public sealed record Drop : LinkAct;

    /// <summary>It arrives later: a segment held back, or overtaken by the next.</summary>
    /// <param name="By">Besides half the round-trip time, 0 to 1 h.</param>
    public sealed record Delay(TimeSpan By) : LinkAct;

    /// <summary>It passes, and a copy is kept, unchanged, that arrives once more.</summary>
    /// <param name="Deliver">When.</param>
    public sealed record Copy(CopyDelivery Deliver) : LinkAct;

    /// <summary>
    /// A SYN is dropped when its timestamp is older than the last one of its source address within a minute: what net.ipv4.tcp_tw_recycle
    /// did until Linux 4.12.
    /// </summary>
    public sealed record Recycle : LinkAct;
}

/// <summary>When a copy arrives.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "when")]
[JsonDerivedType(typeof(After), "after")]
[JsonDerivedType(typeof(AtStep), "at_step")]
[JsonDerivedType(typeof(InsideAck), "inside_ack")]
[JsonDerivedType(typeof(InsideEarlyAck), "inside_ack_within")]
public abstract record CopyDelivery
{
    private CopyDelivery()
    {
    }

    /// <summary>The moments as scenarios write them.</summary>
    internal static Shape<CopyDelivery> Shape => new ChoiceShape<CopyDelivery>()
        .Carrying<After, TimeSpan>("after", Values.Delay, "after: DURATION", v => new(v), d => d.By)
        .Word<AtStep>("at_step")
        .Word<InsideAck>("inside_ack")
        .Carrying<InsideEarlyAck, int>(
            "inside_ack_within", Values.Whole(1, 1_000_000_000), "inside_ack_within: BYTES", v => new(v), d => d.Bytes);

    /// <summary>A duplicate: a while after the original.</summary>
    /// <param name="By">0 to 1 h.</param>
    public sealed record After(TimeSpan By) : CopyDelivery;

    /// <summary>When a <c>then</c> step delivers the rule's copies.</summary>
    public sealed record AtStep : CopyDelivery;

    /// <summary>
    /// As soon as its receiver would take its bytes for new ones: an ACK of the receiver, on the same addresses and ports, falls inside the
    /// copy, and the copy acknowledges what the receiver has sent of late (RFC 5961, 5.2). One in each connection.
    /// </summary>
    public sealed record InsideAck : CopyDelivery;

    /// <summary>
    /// The same, as long as the receiver has not acknowledged more than so many bytes of the connection: in the first answer, say. At its
    /// end the receiver waits for nothing.
    /// </summary>
    /// <param name="Bytes">1 to 10⁹.</param>
    public sealed record InsideEarlyAck(int Bytes) : CopyDelivery;
}
