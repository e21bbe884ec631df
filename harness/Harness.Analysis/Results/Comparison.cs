using System.Text.Json.Serialization;
using Harness.Scenarios.Options;

namespace Harness.Analysis.Results;

/// <summary>compare.json: several policies side by side. The first subject is the reference that the others are compared with.</summary>
public sealed record Comparison
{
    /// <summary>The form of this record that this program writes; a newer one is refused.</summary>
    public const int NewestFormat = 1;

    /// <summary>The form of this file; readers refuse a newer one.</summary>
    public int Format { get; init; } = NewestFormat;

    /// <summary>When the comparison was begun, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Its folder and its page, as <c>compare --json</c> prints them; not in the file, which is in that folder.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ResultPlace? Place { get; init; }

    /// <summary>Keys that <c>--set</c> changed in every scenario that was run for it.</summary>
    public IReadOnlyList<Override> Overrides { get; init; } = [];

    /// <summary>False when its runs were interrupted or broke off; what was complete is compared.</summary>
    public bool Complete { get; init; } = true;

    /// <summary>The result in sentences, made from the figures below alone.</summary>
    public IReadOnlyList<string> Verdict { get; init; } = [];

    /// <summary>
    /// What to know before believing the figures: incomplete runs, other machines, other versions of a scenario.
    /// </summary>
    public IReadOnlyList<Warning> Notes { get; init; } = [];

    /// <summary>What was compared, the reference first.</summary>
    public required IReadOnlyList<ComparedSubject> Subjects { get; init; }

    /// <summary>The figures, in reading order; those that no subject has are left out.</summary>
    public required IReadOnlyList<ComparedMetric> Metrics { get; init; }

    /// <summary>How the differences were judged.</summary>
    public required ComparisonTests Tests { get; init; }

    /// <summary>The axes of a matrix (-L), in the order given; empty without one.</summary>
    public IReadOnlyList<SweepAxis> Matrix { get; init; } = [];
}

/// <summary>Where a result is.</summary>
/// <param name="Folder">The folder that was made for it.</param>
/// <param name="Report">The path of its page; null where there is none.</param>
public sealed record ResultPlace(string Folder, string? Report);

/// <summary>How the differences of a <see cref="Comparison"/> were judged.</summary>
/// <param name="Method">The test and the interval, in words.</param>
/// <param name="Level">The level of each test, 0 to 1: a difference is marked when its p-value is at most this.</param>
/// <param name="Tested">Differences that were tested. Those that are the same in every run need no test.</param>
/// <param name="ByChance">How many of them would be marked on average if there were no difference at all.</param>
/// <param name="Marked">How many were marked.</param>
/// <param name="MarkedAfterHolm">How many of these also hold after Holm's correction over all that were tested.</param>
public sealed record ComparisonTests(string Method, double Level, int Tested, double ByChance, int Marked, int MarkedAfterHolm)
{
    /// <summary>
    /// How many runs of each it takes until a difference can hold after Holm's correction at all; null when these runs are enough, or
    /// when nothing was tested.
    /// </summary>
    public int? RunsForHolm { get; init; }
}

/// <summary>One policy of a <see cref="Comparison"/>: a scenario with one set of parameters, or a result folder.</summary>
public sealed record ComparedSubject
{
    /// <summary>Unique in the comparison.</summary>
    public required string Name { get; init; }

    /// <summary>The scenario's name.</summary>
    public required string Scenario { get; init; }

    /// <summary>The values that tell it from its neighbours, by key: of a sweep or a matrix.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The result folders that it was read from, relative to the folder of the comparison where they are inside it.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>Trials whose figures count.</summary>
    public int Trials { get; init; }

    /// <summary>Trials that do not count, because they or their run were not complete.</summary>
    public int LeftOut { get; init; }

    /// <summary>Who closed first, all trials together.</summary>
    public ClosedFirst ClosedFirst { get; init; } = new();

    /// <summary>
    /// Share of the TIME_WAITs entered that the server entered, 0 to 1: the median of the trials that entered any; null without one.
    /// </summary>
    public double? ServerShare { get; init; }

    /// <summary>Who holds the TIME_WAITs.</summary>
    public TimeWaitHolder Holder { get; init; }

    /// <summary>Bytes that one TIME_WAIT takes on the machine that it was measured on; null when that is not known.</summary>
    public int? TimeWaitBytes { get; init; }
}

/// <summary>Who enters the TIME_WAITs of a policy.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TimeWaitHolder>))]
public enum TimeWaitHolder
{
    /// <summary>No trial counts.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    /// <summary>The server alone.</summary>
    [JsonStringEnumMemberName("server")]
    Server,

    /// <summary>The client alone.</summary>
    [JsonStringEnumMemberName("client")]
    Client,

    /// <summary>Each side entered some.</summary>
    [JsonStringEnumMemberName("both")]
    Both,

    /// <summary>No side entered any.</summary>
    [JsonStringEnumMemberName("neither")]
    Neither,
}
