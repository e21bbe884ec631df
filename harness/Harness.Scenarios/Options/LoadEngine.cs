using System.Text.Json.Serialization;

namespace Harness.Scenarios.Options;

/// <summary>What decides when connections are opened. How each behaves and what is recorded of it is the client's, whichever it is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LoadEngine>))]
public enum LoadEngine
{
    /// <summary>This project's own: due times to the microsecond, and latency counts from when a connection was due.</summary>
    [JsonStringEnumMemberName("built_in")]
    BuiltIn,

    /// <summary>NBomber, where this program was built with it; docs/load.md says what is different then.</summary>
    [JsonStringEnumMemberName("nbomber")]
    NBomber,
}
