using System.Text.Json.Serialization;

namespace Harness.Scenarios.Options;

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

    /// <summary>
    /// Both sides in one fresh network namespace, over its loopback interface, told apart by port: settings can be made, and nobody else is
    /// counted.
    /// </summary>
    [JsonStringEnumMemberName("one_namespace")]
    OneNamespace,

    /// <summary>
    /// Each node on a machine of its own, which others use too: nothing of it is changed, and only the hop's connections are counted. The
    /// command line makes it so, with an inventory.
    /// </summary>
    [JsonStringEnumMemberName("hosts")]
    Hosts,
}

/// <summary>What the kinds have in common.</summary>
public static class NetworkKinds
{
    /// <summary>Both sides stand in one network: its counters and settings are those of both, and sockets are told apart by port.</summary>
    public static bool IsShared(this NetworkKind kind) => kind is NetworkKind.Loopback or NetworkKind.OneNamespace;

    /// <summary>Each node stands in a network in which nobody else opens connections.</summary>
    public static bool IsAlone(this NetworkKind kind) => kind == NetworkKind.Namespaces;

    /// <summary>The settings and interfaces of the network are the run's own, so it may change them.</summary>
    public static bool IsOwn(this NetworkKind kind) => kind is NetworkKind.Namespaces or NetworkKind.OneNamespace;
}
