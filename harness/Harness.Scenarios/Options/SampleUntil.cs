using System.Text.Json.Serialization;

namespace Harness.Scenarios.Options;

/// <summary>How long sampling goes on after the load.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SampleUntil>))]
public enum SampleUntil
{
    /// <summary>Until no connection is in a moving state; then the census.</summary>
    [JsonStringEnumMemberName("settled")]
    Settled,

    /// <summary>Until the TIME_WAITs and the FIN_WAIT2s that no program holds any more are gone as well, a good minute on Linux.</summary>
    [JsonStringEnumMemberName("drained")]
    Drained,
}
