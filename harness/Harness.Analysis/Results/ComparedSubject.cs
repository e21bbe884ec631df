using System.Text.Json.Serialization;

namespace Harness.Analysis.Results;

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

    /// <summary>Share of the TIME_WAITs entered that the server entered, 0 to 1, all trials together; null when neither side entered any.</summary>
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

    /// <summary>Each side some.</summary>
    [JsonStringEnumMemberName("both")]
    Both,

    /// <summary>No side.</summary>
    [JsonStringEnumMemberName("neither")]
    Neither,
}
