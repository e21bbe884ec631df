using System.Text.Json.Serialization;

namespace Harness.Protocol.Messages;

/// <summary>Which program plays an agent.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AgentBuild>))]
public enum AgentBuild
{
    /// <summary><c>harness agent</c>, on the .NET runtime.</summary>
    [JsonStringEnumMemberName("managed")]
    Managed,

    /// <summary>The program of its own, compiled ahead of time.</summary>
    [JsonStringEnumMemberName("native")]
    Native,
}
