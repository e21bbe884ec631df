using System.Text.Json.Serialization;

namespace Harness.Protocol.Sequences;

/// <summary>What a rule of the link did to a segment.</summary>
/// <param name="Act">What was done.</param>
/// <param name="Rule">The rule's name.</param>
public sealed record SegmentDeed(SegmentAct Act, string Rule);

/// <summary>What a rule of the link can do to a segment.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SegmentAct>))]
public enum SegmentAct
{
    /// <summary>It does not arrive.</summary>
    [JsonStringEnumMemberName("dropped")]
    Dropped,

    /// <summary>It arrives later than without the rule.</summary>
    [JsonStringEnumMemberName("delayed")]
    Delayed,

    /// <summary>It passes, and a copy was kept.</summary>
    [JsonStringEnumMemberName("copied")]
    Copied,

    /// <summary>It is itself a copy, which arrives besides the original.</summary>
    [JsonStringEnumMemberName("delivered")]
    Delivered,
}
