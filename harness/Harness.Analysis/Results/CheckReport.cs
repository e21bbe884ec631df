using System.Text.Json.Serialization;

namespace Harness.Analysis.Results;

/// <summary>The result of <c>check</c>, as <c>--json</c> prints it. <c>results/README.md</c> explains each key.</summary>
public sealed record CheckReport
{
    /// <summary>The form of this record that this program writes; a newer one is refused.</summary>
    public const int NewestFormat = 1;

    /// <summary>The form of this record.</summary>
    public int Format { get; init; } = NewestFormat;

    /// <summary>The folder of its runs, which have no page of their own: <c>report</c> draws one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ResultPlace? Place { get; init; }

    /// <summary>Keys that <c>--set</c> changed in every scenario.</summary>
    public IReadOnlyList<Override> Overrides { get; init; } = [];

    /// <summary>Whether every metric is as in its baseline; skipped ones do not count.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The probability, 0 to 1, that a suite in which nothing became slower raises an alarm about speed.</summary>
    public required double FalseAlarmRate { get; init; }

    /// <summary>How long the check took.</summary>
    public required double Seconds { get; init; }

    /// <summary>Where it ran.</summary>
    public required BaselineEnvironment Environment { get; init; }

    /// <summary>One per scenario, in the order they were given.</summary>
    public required IReadOnlyList<ScenarioCheck> Scenarios { get; init; }
}

/// <summary>One scenario against its baseline.</summary>
public sealed record ScenarioCheck
{
    /// <summary>The scenario's name.</summary>
    public required string Scenario { get; init; }

    /// <summary>The baseline's file.</summary>
    public required string Baseline { get; init; }

    /// <summary>Why its speed cannot be compared here; empty when it can.</summary>
    public required IReadOnlyList<string> NotComparable { get; init; }

    /// <summary>How many times it was run.</summary>
    public required int Rounds { get; init; }

    /// <summary>How long its trials took together.</summary>
    public required double Seconds { get; init; }

    /// <summary>Each metric of the baseline, structural ones first.</summary>
    public required IReadOnlyList<MetricCheck> Metrics { get; init; }

    /// <summary>Whether a metric was missed.</summary>
    [JsonIgnore]
    public bool IsMissed => Metrics.Any(m => m.Outcome == MetricOutcome.Missed);

    /// <summary>Whether a metric seems to have become worse, which is not certain.</summary>
    [JsonIgnore]
    public bool IsUncertain => Metrics.Any(m => m.Uncertain);

    /// <summary>How many metrics are as in the baseline.</summary>
    [JsonIgnore]
    public int AsInTheBaseline => Metrics.Count(m => m.Outcome == MetricOutcome.Passed && !m.Uncertain);

    /// <summary><c>7 moved, 9 as before, 2 not judged</c>; what there is none of is left out.</summary>
    [JsonIgnore]
    public string Counted => string.Join(", ", new[]
    {
        (Metrics.Count(m => m.Outcome == MetricOutcome.Missed), "moved"),
        (Metrics.Count(m => m.Uncertain), "not certain"),
        (AsInTheBaseline, "as before"),
        (Metrics.Count(m => m.Outcome == MetricOutcome.Skipped), "not judged"),
    }.Where(c => c.Item1 > 0).Select(c => $"{c.Item1} {c.Item2}"));

    /// <summary>
    /// What stands behind several of the metrics that moved: <c>The first close moved from the client to the server (120 of 120)</c>. Null
    /// where no such cause is seen.
    /// </summary>
    public string? Cause { get; init; }

    /// <summary>Whether something that the user wanted judged was not; what <c>--structural</c> leaves out is not wanted.</summary>
    [JsonIgnore]
    public bool IsPartlyJudged { get; init; }
}

/// <summary>One metric against its baseline.</summary>
public sealed record MetricCheck
{
    /// <summary>Its name, as in the baseline.</summary>
    public required string Name { get; init; }

    /// <summary>Structural or speed.</summary>
    public required MetricKind Kind { get; init; }

    /// <summary>Whether it is as in the baseline.</summary>
    public required MetricOutcome Outcome { get; init; }

    /// <summary>What the baseline says, in words.</summary>
    public required string Expected { get; init; }

    /// <summary>What was measured, in words.</summary>
    public required string Actual { get; init; }

    /// <summary>What moved and by how much, or why it was skipped, in one sentence.</summary>
    public required string Message { get; init; }

    /// <summary>Speed: the ratio to the control, one per round, sorted; empty otherwise.</summary>
    public IReadOnlyList<double> Ratios { get; init; } = [];

    /// <summary>Speed: the median of the baseline's ratios.</summary>
    public double? BaselineMedian { get; init; }

    /// <summary>Speed: by how much the median moved, as a share of the baseline's: -0.3 is 30 % less.</summary>
    public double? Change { get; init; }

    /// <summary>Speed: how probable what was seen is, or worse, if it had become worse by no more than the margin.</summary>
    public double? Probability { get; init; }

    /// <summary>
    /// Speed: the median became worse by more than the margin, but not so that it is certain; no alarm is raised, and it is not as in the
    /// baseline either.
    /// </summary>
    public bool Uncertain { get; init; }

    /// <summary>Speed: an alarm is raised where <see cref="Probability"/> is at most this.</summary>
    public double? AlarmAt { get; init; }
}

/// <summary>The two kinds of metric, which are judged differently.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MetricKind>))]
public enum MetricKind
{
    /// <summary>Who closed first, TIME_WAITs entered, failures: the same on every machine.</summary>
    [JsonStringEnumMemberName("structural")]
    Structural,

    /// <summary>Rates and latencies, relative to the control.</summary>
    [JsonStringEnumMemberName("speed")]
    Speed,
}

/// <summary>How a metric compares with its baseline.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MetricOutcome>))]
public enum MetricOutcome
{
    /// <summary>It is as the baseline has it.</summary>
    [JsonStringEnumMemberName("passed")]
    Passed,

    /// <summary>It is not as the baseline has it.</summary>
    [JsonStringEnumMemberName("missed")]
    Missed,

    /// <summary>It could not be judged here.</summary>
    [JsonStringEnumMemberName("skipped")]
    Skipped,
}

/// <summary>One entry of the list that github-action-benchmark reads (its tools customBiggerIsBetter and customSmallerIsBetter).</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Value">The figure.</param>
/// <param name="Range">How far it varied.</param>
/// <param name="Extra">More, in words.</param>
public sealed record BenchmarkPoint(string Name, string Unit, double Value, string Range, string Extra);
