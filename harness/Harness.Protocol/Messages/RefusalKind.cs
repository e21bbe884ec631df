using System.Text.Json.Serialization;

namespace Harness.Protocol.Messages;

/// <summary>Why an agent refused a command; decides the exit code.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RefusalKind>))]
public enum RefusalKind
{
    /// <summary>This machine cannot do it: a setting that the kernel lacks, a port in use, too few descriptors.</summary>
    [JsonStringEnumMemberName("machine")]
    Machine,

    /// <summary>It broke while it ran.</summary>
    [JsonStringEnumMemberName("fault")]
    Fault,
}
