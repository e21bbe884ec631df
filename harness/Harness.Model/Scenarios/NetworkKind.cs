using System.Text.Json.Serialization;

namespace Harness.Model.Scenarios;

/// <summary>Where the two sides of a run stand.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NetworkKind>))]
public enum NetworkKind
{
    /// <summary>Each side in a fresh network namespace of its own, joined by a veth pair.</summary>
    [JsonStringEnumMemberName("namespaces")]
    Namespaces,

    /// <summary>Both sides in the caller's namespace, told apart by port. For machines that allow nothing else.</summary>
    [JsonStringEnumMemberName("loopback")]
    Loopback,
}
