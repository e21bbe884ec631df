using System.Text.Json.Serialization;

namespace Harness.Scenarios.Options;

/// <summary>Where in its interval each connection of an open load is due.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Spacing>))]
public enum Spacing
{
    /// <summary>All equally far apart: the same load in every run.</summary>
    [JsonStringEnumMemberName("even")]
    Even,

    /// <summary>At a random moment each, all moments equally likely, as NBomber does: bursts and gaps, another load in every run.</summary>
    [JsonStringEnumMemberName("random")]
    Random,
}
