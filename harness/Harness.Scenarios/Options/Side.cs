using System.Text.Json.Serialization;

namespace Harness.Scenarios.Options;

/// <summary>One end of every connection of a run, and the network namespace that it stands in.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Side>))]
public enum Side
{
    /// <summary>The end that listens.</summary>
    [JsonStringEnumMemberName("server")]
    Server,

    /// <summary>The end that connects.</summary>
    [JsonStringEnumMemberName("client")]
    Client,
}
