using System.Text.Json.Serialization;

namespace Harness.Analysis.Running;

/// <summary>The phases of a trial.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Phase>))]
public enum Phase
{
    /// <summary>Agents start, namespaces are joined, settings made.</summary>
    [JsonStringEnumMemberName("prepare")]
    Prepare,

    /// <summary>Connections are opened.</summary>
    [JsonStringEnumMemberName("load")]
    Load,

    /// <summary>The scenario's <c>then</c> steps, when it has any.</summary>
    [JsonStringEnumMemberName("then")]
    Then,

    /// <summary>No new connections, until none is in a moving state any more; then the census.</summary>
    [JsonStringEnumMemberName("settle")]
    Settle,

    /// <summary>Until the TIME_WAITs are gone, when asked for.</summary>
    [JsonStringEnumMemberName("drain")]
    Drain,

    /// <summary>The agents report and end.</summary>
    [JsonStringEnumMemberName("teardown")]
    Teardown,
}
