using System.Text.Json.Serialization;

namespace Harness.Analysis.Results;

/// <summary>summary.json: all figures of a run. Its names are a contract; <c>results/README.md</c> explains each.</summary>
public sealed record RunSummary
{
    /// <summary>The form of this file that this program writes; a newer one is refused.</summary>
    public const int NewestFormat = 1;

    /// <summary>The form of this file; readers refuse a newer one.</summary>
    public int Format { get; init; } = NewestFormat;

    /// <summary>The scenario's name.</summary>
    public required string Scenario { get; init; }

    /// <summary>What the scenario shows, as it says itself; the result folder fills it in from the plan.</summary>
    public string About { get; init; } = "";

    /// <summary>
    /// Keys that the command line set, so that the scenario's file and its <see cref="About"/> do not describe this run; the result folder
    /// fills it in from the plan.
    /// </summary>
    public IReadOnlyList<Override> Overrides { get; init; } = [];

    /// <summary>When the run began, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Whether the expectations hold.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>False when the run was interrupted or broke off; the figures are then those of what was measured.</summary>
    public required bool Complete { get; init; }

    /// <summary>Why the run is not complete; null when it is.</summary>
    public string? BrokeOff { get; init; }

    /// <summary>Warnings about the run as a whole.</summary>
    public IReadOnlyList<Warning> Warnings { get; init; } = [];

    /// <summary>What the think time predicts, one per curve of a sweep; empty unless the scenario says <c>predict: true</c>.</summary>
    public IReadOnlyList<PredictionSummary> Predictions { get; init; } = [];

    /// <summary>What a threshold search found; null when none was asked for.</summary>
    public ThresholdSummary? Threshold { get; init; }

    /// <summary>What a probe found, a sentence each; empty for other runs, whose answer is made of the figures.</summary>
    public IReadOnlyList<string> Answer { get; init; } = [];

    /// <summary>One per trial.</summary>
    public required IReadOnlyList<TrialSummary> Trials { get; init; }
}

/// <summary>Whether the expectations of a run hold.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
public enum Verdict
{
    /// <summary>There were none, or the run broke off before they could be judged.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>All hold, in every trial.</summary>
    [JsonStringEnumMemberName("passed")]
    Passed,

    /// <summary>At least one does not.</summary>
    [JsonStringEnumMemberName("missed")]
    Missed,
}

/// <summary>Something about a run that a reader of its figures should know, with what to do about it.</summary>
/// <param name="Code">A stable word for programs, such as <c>ports_may_run_out</c>.</param>
/// <param name="Text">What it is, in one sentence.</param>
/// <param name="Advice">What to do, in one sentence.</param>
public sealed record Warning(string Code, string Text, string Advice);
