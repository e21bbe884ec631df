using System.Text.Json.Serialization;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;

namespace Harness.Analysis.Results;

/// <summary>What one tier, or one node of it, held and cost.</summary>
public sealed record TierSummary
{
    /// <summary>TIME_WAITs entered, held and refused.</summary>
    public TimeWaitSummary TimeWait { get; init; } = new();

    /// <summary>Connections in the side's namespaces that are not between the sides; empty where no segments were seen.</summary>
    public IReadOnlyList<OtherConnections> OtherConnections { get; init; } = [];

    /// <summary>Sockets in CLOSE_WAIT.</summary>
    public StateSummary CloseWait { get; init; } = new();

    /// <summary>Sockets in FIN_WAIT2, minisockets included.</summary>
    public StateSummary FinWait2 { get; init; } = new();

    /// <summary>Sockets in ESTABLISHED.</summary>
    public StateSummary Established { get; init; } = new();

    /// <summary>How long a TIME_WAIT lasted; null unless <c>sample.lifetimes</c> asks.</summary>
    public LifetimeSummary? TimeWaitLifetimeMs { get; init; }

    /// <summary>How long a FIN_WAIT2 lasted; null unless <c>sample.lifetimes</c> asks.</summary>
    public LifetimeSummary? FinWait2LifetimeMs { get; init; }

    /// <summary>
    /// By how much each kernel counter of the namespace grew, such as <c>TcpExt.TW</c>; those that did not are left out, but for the <see
    /// cref="WatchedCounters"/> that the kernel has.
    /// </summary>
    public IReadOnlyDictionary<string, long> Counters { get; init; } = new SortedDictionary<string, long>(StringComparer.Ordinal);

    /// <summary>
    /// Requests that the built-in server answered, but for answers cut or reset by a fault; responses that the built-in clients received;
    /// null of a program.
    /// </summary>
    public long? Requests { get; init; }

    /// <summary>Answers that <c>server.faults</c> hit; null without them, and of the clients.</summary>
    public FaultCounts? Faults { get; init; }

    /// <summary>Bodies that waited for a 100, with <c>client.expect_continue</c>; null without it, and of the server.</summary>
    public ContinueCounts? Continue { get; init; }

    /// <summary>The head of the first request that the built-in server read, its first 2048 bytes; null elsewhere.</summary>
    public string? FirstRequest { get; init; }

    /// <summary>CPU time of the side's process, sampler included.</summary>
    public double? CpuSeconds { get; init; }

    /// <summary>Largest resident memory of the side's process.</summary>
    public long? MaxRssBytes { get; init; }

    /// <summary>How the program that played this side ran; null for a built-in role.</summary>
    public ProgramSummary? Program { get; init; }

    /// <summary>What one sample cost, in microseconds.</summary>
    public DurationSummary? SampleCostUs { get; init; }
}

/// <summary>
/// TIME_WAITs of one side. A snapshot (peak, final) is not the number entered: they are replaced silently when a port comes back.
/// </summary>
public sealed record TimeWaitSummary
{
    /// <summary>How many were entered from start to census; null when nothing tells.</summary>
    public long? Entered { get; init; }

    /// <summary>Where <see cref="Entered"/> came from.</summary>
    public EnteredSource EnteredFrom { get; init; }

    /// <summary>The most in any sample; null without one.</summary>
    public long? Peak { get; init; }

    /// <summary>In the census at the end, or in the last sample of a run that drained or broke off; null with neither.</summary>
    public long? Final { get; init; }

    /// <summary>
    /// Refused because of tcp_max_tw_buckets; the connection ends without one, and nobody gets an error. Null on loopback, where both sides
    /// share the counter.
    /// </summary>
    public long? Overflow { get; init; }
}

/// <summary>Where a number of entered TIME_WAITs came from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EnteredSource>))]
public enum EnteredSource
{
    /// <summary>Nothing was seen.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>The segments of each connection that this side saw.</summary>
    [JsonStringEnumMemberName("segments")]
    Segments,

    /// <summary>The namespace's own counter, which this kernel counts at entry.</summary>
    [JsonStringEnumMemberName("counter")]
    Counter,

    /// <summary>The census, in which every connection was still to be seen.</summary>
    [JsonStringEnumMemberName("census")]
    Census,

    /// <summary>What the built-in server and clients saw, because the counter is shared (loopback) or counts at expiry.</summary>
    [JsonStringEnumMemberName("roles")]
    Roles,
}

/// <summary>How many sockets were in one TCP state.</summary>
public sealed record StateSummary
{
    /// <summary>The most in any sample; null without one.</summary>
    public long? Peak { get; init; }

    /// <summary>In the census at the end, or in the last sample of a run that broke off; null with neither.</summary>
    public long? Final { get; init; }
}

/// <summary>
/// How long the sockets of one state lived, in milliseconds: from the first sample that saw one to the first that missed it, so each is
/// right to one sampling interval either way.
/// </summary>
public sealed record LifetimeSummary
{
    private const int CurvePoints = 100;

    /// <summary>How many were seen both to appear and to disappear.</summary>
    public long Count { get; init; }

    /// <summary>The shortest lifetime; null when none was seen to its end.</summary>
    public double? Min { get; init; }

    /// <summary>The median lifetime; null when none was seen to its end.</summary>
    public double? P50 { get; init; }

    /// <summary>The longest lifetime; null when none was seen to its end.</summary>
    public double? Max { get; init; }

    /// <summary>Sockets that were still there when sampling ended; they are not counted.</summary>
    public long Left { get; init; }

    /// <summary>Pairs of quantile (0 to 1) and milliseconds, for a chart.</summary>
    public IReadOnlyList<double[]> Curve { get; init; } = [];

    /// <summary>Sums up lifetimes in milliseconds.</summary>
    /// <param name="lifetimes">In any order.</param>
    /// <param name="left">How many more have not ended.</param>
    public static LifetimeSummary Of(IReadOnlyCollection<int> lifetimes, long left)
    {
        int[] sorted = [.. lifetimes.Order()];
        return sorted.Length == 0 ? new() { Left = left } : new()
        {
            Count = sorted.Length,
            Min = sorted[0],
            P50 = sorted[sorted.Length / 2],
            Max = sorted[^1],
            Left = left,
            Curve = [.. Enumerable.Range(0, CurvePoints + 1).Select(i => (double)i / CurvePoints).Select(q => new[] { q, At(q) })],
        };

        double At(double quantile) => sorted[(int)Math.Round(quantile * (sorted.Length - 1))];
    }
}
