using System.Text.Json.Serialization;

namespace Harness.Scenarios.Options;

/// <summary>A tier: all nodes that play the same part of a scenario, at one end of a hop.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Tier>))]
public enum Tier
{
    /// <summary>The end that listens.</summary>
    [JsonStringEnumMemberName("server")]
    Server,

    /// <summary>The end that connects.</summary>
    [JsonStringEnumMemberName("client")]
    Client,
}

/// <summary>How a tier is written.</summary>
public static class TierWords
{
    /// <summary>The tier's word in scenarios, results and messages: <c>server</c>, <c>client</c>.</summary>
    public static string Word(this Tier tier) => tier == Tier.Server ? "server" : "client";
}
