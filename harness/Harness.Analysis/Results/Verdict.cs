using System.Text.Json.Serialization;

namespace Harness.Analysis.Results;

/// <summary>What became of a run's expectations.</summary>
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
