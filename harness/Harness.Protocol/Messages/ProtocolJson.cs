using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Harness.Scenarios.Options;

namespace Harness.Protocol.Messages;

/// <summary>How messages between controller and agent look as JSON: snake_case, one object a line.</summary>
[JsonSerializable(typeof(AgentRequest))]
[JsonSerializable(typeof(AgentMessage))]
// Policies of both sides, faults and the link's acts share these names; the generator wants one of each to be called otherwise.
[JsonSerializable(typeof(ClientClose.Immediately), TypeInfoPropertyName = "ClientCloseImmediately")]
[JsonSerializable(typeof(ClientClose.After), TypeInfoPropertyName = "ClientCloseAfter")]
[JsonSerializable(typeof(CopyDelivery.After), TypeInfoPropertyName = "CopyDeliveryAfter")]
[JsonSerializable(typeof(ClientClose.Never), TypeInfoPropertyName = "ClientCloseNever")]
[JsonSerializable(typeof(ClientClose.Reset), TypeInfoPropertyName = "ClientCloseReset")]
[JsonSerializable(typeof(ClientClose.Linger), TypeInfoPropertyName = "ClientCloseLinger")]
[JsonSerializable(typeof(FaultAct.Reset), TypeInfoPropertyName = "FaultActReset")]
public sealed partial class ProtocolJson : JsonSerializerContext
{
    /// <summary>Writes a message on one line, and reads none in which something is missing.</summary>
    public static ProtocolJson OneLine { get; } = new(new(SnakeCase(indented: false))
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    });

    /// <summary>Reads a line that an agent takes.</summary>
    /// <exception cref="JsonException">It is no request.</exception>
    public static AgentRequest ReadRequest(string line) => Read(line, OneLine.AgentRequest);

    /// <summary>Reads a line that an agent writes.</summary>
    /// <exception cref="JsonException">It is no message.</exception>
    public static AgentMessage ReadMessage(string line) => Read(line, OneLine.AgentMessage);

    private static T Read<T>(string line, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(line, type) ?? throw new JsonException("it is null");
        }
        catch (NotSupportedException e)
        {
            // The word is missing that says which command, or which report, it is.
            throw new JsonException(e.Message, e);
        }
    }

    /// <summary>The spelling of all JSON of this project.</summary>
    /// <param name="indented">For files that people read.</param>
    public static JsonSerializerOptions SnakeCase(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = indented,
    };
}
