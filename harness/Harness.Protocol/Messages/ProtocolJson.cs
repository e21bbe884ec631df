using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Harness.Scenarios.Options;

namespace Harness.Protocol.Messages;

/// <summary>How messages between controller and agent look as JSON: snake_case, one object a line.</summary>
[JsonSerializable(typeof(AgentRequest))]
[JsonSerializable(typeof(AgentMessage))]
// Policies of both sides and faults share these names; the generator wants one of each to be called otherwise.
[JsonSerializable(typeof(ClientClose.Immediately), TypeInfoPropertyName = "ClientCloseImmediately")]
[JsonSerializable(typeof(ClientClose.After), TypeInfoPropertyName = "ClientCloseAfter")]
[JsonSerializable(typeof(ClientClose.Never), TypeInfoPropertyName = "ClientCloseNever")]
[JsonSerializable(typeof(ClientClose.Reset), TypeInfoPropertyName = "ClientCloseReset")]
[JsonSerializable(typeof(FaultAct.Reset), TypeInfoPropertyName = "FaultActReset")]
public sealed partial class ProtocolJson : JsonSerializerContext
{
    /// <summary>Writes a message on one line.</summary>
    public static ProtocolJson OneLine { get; } = new(SnakeCase(indented: false));

    /// <summary>The spelling of all JSON of this project.</summary>
    /// <param name="indented">For files that people read.</param>
    public static JsonSerializerOptions SnakeCase(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = indented,
    };
}
