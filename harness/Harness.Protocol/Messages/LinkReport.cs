using Harness.Protocol.Counting;

namespace Harness.Protocol.Messages;

/// <summary>What the link's agent passed on, at its end.</summary>
public sealed record LinkReport
{
    /// <summary>Frames from the client to the server.</summary>
    public LinkDirectionReport ToServer { get; init; } = new();

    /// <summary>Frames from the server to the client.</summary>
    public LinkDirectionReport ToClient { get; init; } = new();

    /// <summary>What each of its rules did, by name.</summary>
    public IReadOnlyDictionary<string, LinkRuleReport> Rules { get; init; } =
        new Dictionary<string, LinkRuleReport>(StringComparer.Ordinal);

    /// <summary>Frames that found no room in the capture any more.</summary>
    public long PcapLeftOut { get; init; }
}

/// <summary>One direction of the link.</summary>
public sealed record LinkDirectionReport
{
    /// <summary>Frames passed on.</summary>
    public long Frames { get; init; }

    /// <summary>Their bytes, Ethernet headers included.</summary>
    public long Bytes { get; init; }

    /// <summary>Frames that arrived but were not passed on: too many at once, or the other end was gone.</summary>
    public long Dropped { get; init; }

    /// <summary>How much later than due each frame was passed on.</summary>
    public Histogram Late { get; init; } = new();
}

/// <summary>What a rule of the link did.</summary>
public sealed record LinkRuleReport
{
    /// <summary>Segments that it took.</summary>
    public long Matched { get; init; }

    /// <summary>Copies that arrived, or are on their way.</summary>
    public long Delivered { get; init; }

    /// <summary>Segments of which no copy could be kept or passed on: there was no room.</summary>
    public long LeftOut { get; init; }
}
