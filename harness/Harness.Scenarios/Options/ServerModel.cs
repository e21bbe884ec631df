using System.Text.Json.Serialization;

namespace Harness.Scenarios.Options;

/// <summary>How the test server is built.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ServerModel>))]
public enum ServerModel
{
    /// <summary>System.IO.Pipelines over asynchronous sockets: thousands of connections on a few threads.</summary>
    [JsonStringEnumMemberName("pipelines")]
    Pipelines,

    /// <summary>A thread and blocking calls for each connection: the faithful form of the C sample.</summary>
    [JsonStringEnumMemberName("blocking")]
    Blocking,
}
