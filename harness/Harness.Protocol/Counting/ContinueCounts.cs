namespace Harness.Protocol.Counting;

/// <summary>What became of the bodies of built-in clients that waited for a 100 (Continue).</summary>
public sealed record ContinueCounts
{
    /// <summary>Bodies sent because it came.</summary>
    public long Received { get; init; }

    /// <summary>Bodies not sent, because the final answer came first.</summary>
    public long Withheld { get; init; }

    /// <summary>Bodies sent because neither came in time.</summary>
    public long Overdue { get; init; }

    /// <summary>These and <paramref name="other"/> together.</summary>
    public ContinueCounts And(ContinueCounts other) =>
        new() { Received = Received + other.Received, Withheld = Withheld + other.Withheld, Overdue = Overdue + other.Overdue };
}
