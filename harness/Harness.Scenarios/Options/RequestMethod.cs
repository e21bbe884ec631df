using System.Text.Json.Serialization;

namespace Harness.Scenarios.Options;

/// <summary>The method on a request line (RFC 9110, 9.3), but for HEAD, whose answer has no body.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RequestMethod>))]
public enum RequestMethod
{
    /// <summary>Asks for a representation.</summary>
    [JsonStringEnumMemberName("GET")]
    Get,

    /// <summary>Hands over a body to be processed.</summary>
    [JsonStringEnumMemberName("POST")]
    Post,

    /// <summary>Hands over a body to be stored.</summary>
    [JsonStringEnumMemberName("PUT")]
    Put,

    /// <summary>Hands over a body that says what to change.</summary>
    [JsonStringEnumMemberName("PATCH")]
    Patch,

    /// <summary>Asks for a removal.</summary>
    [JsonStringEnumMemberName("DELETE")]
    Delete,
}
