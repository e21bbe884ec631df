using System.Text.Json.Serialization;
using Harness.Scenarios.Options;

namespace Harness.Analysis.Results;

/// <summary>What the search for a threshold found: an interval, not one number.</summary>
public sealed record ThresholdSummary
{
    /// <summary>The delay that was searched.</summary>
    public required string Key { get; init; }

    /// <summary>The share that was to fall.</summary>
    public required ThresholdShare Share { get; init; }

    /// <summary>To at most this, 0 to 1.</summary>
    public required double AtMost { get; init; }

    /// <summary>How sure it is that the threshold lies above <see cref="LowerUs"/> and not above <see cref="UpperUs"/>, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>The longest delay found to be too short, in microseconds; null when none was.</summary>
    public double? LowerUs { get; init; }

    /// <summary>The shortest delay found to be long enough, in microseconds; null when none was.</summary>
    public double? UpperUs { get; init; }

    /// <summary>Connections of all trials that were counted.</summary>
    public long Connections { get; init; }

    /// <summary>Why the search ended.</summary>
    public SearchEnd Ended { get; init; }

    /// <summary>The delays tried, in the order of the search.</summary>
    public required IReadOnlyList<ThresholdProbe> Probes { get; init; }
}

/// <summary>One delay that a threshold search tried.</summary>
/// <param name="DelayUs">The delay, in microseconds.</param>
/// <param name="Connections">Connections counted at this delay.</param>
/// <param name="Hits">Those of the share.</param>
/// <param name="Low">
/// Wilson interval at the confidence that this probe was judged with; wider than 95 %, for every look of the search may err.
/// </param>
/// <param name="High">Its other end.</param>
/// <param name="Verdict">What follows.</param>
public sealed record ThresholdProbe(double DelayUs, long Connections, long Hits, double Low, double High, ProbeVerdict Verdict);

/// <summary>What a probe showed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProbeVerdict>))]
public enum ProbeVerdict
{
    /// <summary>Too few connections to tell; the true share is near the one asked for.</summary>
    [JsonStringEnumMemberName("undecided")]
    Undecided,

    /// <summary>The share is above the one asked for: the delay is too short.</summary>
    [JsonStringEnumMemberName("above")]
    Above,

    /// <summary>The share is at most the one asked for: the delay is long enough.</summary>
    [JsonStringEnumMemberName("below")]
    Below,
}

/// <summary>Why a threshold search ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SearchEnd>))]
public enum SearchEnd
{
    /// <summary>It did not: the run broke off.</summary>
    [JsonStringEnumMemberName("unfinished")]
    Unfinished,

    /// <summary>The interval is as narrow as it gets.</summary>
    [JsonStringEnumMemberName("narrow")]
    Narrow,

    /// <summary>All trials that it may take were taken.</summary>
    [JsonStringEnumMemberName("trials")]
    Trials,

    /// <summary>The time that it may take was over.</summary>
    [JsonStringEnumMemberName("time")]
    Time,
}

/// <summary>
/// What the think time predicts for a sweep of <c>server.close.after</c>, at the delays that really happened, beside what the sweep saw.
/// </summary>
public sealed record PredictionSummary
{
    /// <summary>What the trials of this sweep have in common; empty when nothing else is swept.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The trials that measured the think time, by number.</summary>
    public required IReadOnlyList<int> Trials { get; init; }

    /// <summary>The round-trip time that was reckoned with, in microseconds.</summary>
    public double RoundTripUs { get; init; }

    /// <summary>One per delay of the sweep.</summary>
    public required IReadOnlyList<PredictedPoint> Points { get; init; }

    /// <summary>The largest difference of all points.</summary>
    public double LargestDifference { get; init; }
}

/// <summary>One delay of a <see cref="PredictionSummary"/>. Shares are 0 to 1.</summary>
/// <param name="DelayUs">The delay, in microseconds.</param>
/// <param name="Server">Predicted share of connections that only the server closes first.</param>
/// <param name="Client">The client.</param>
/// <param name="Both">Both.</param>
/// <param name="Difference">By how much the share that differs most differs from the sweep's.</param>
public sealed record PredictedPoint(double DelayUs, double Server, double Client, double Both, double Difference);
