using System.Text.Json.Serialization;

namespace Harness.Analysis.Catalogue;

/// <summary>What the values of a figure are.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FigureUnit>))]
public enum FigureUnit
{
    /// <summary>A plain count.</summary>
    [JsonStringEnumMemberName("count")]
    Count,

    /// <summary>0 to 100, rarely more.</summary>
    [JsonStringEnumMemberName("percent")]
    Percent,

    /// <summary>A number without a unit, such as requests per connection.</summary>
    [JsonStringEnumMemberName("number")]
    Number,

    /// <summary>A count of bytes.</summary>
    [JsonStringEnumMemberName("bytes")]
    Bytes,

    /// <summary>A duration in seconds.</summary>
    [JsonStringEnumMemberName("s")]
    Seconds,

    /// <summary>A duration in milliseconds.</summary>
    [JsonStringEnumMemberName("ms")]
    Milliseconds,

    /// <summary>A duration in microseconds.</summary>
    [JsonStringEnumMemberName("us")]
    Microseconds,

    /// <summary>Times per second.</summary>
    [JsonStringEnumMemberName("per_s")]
    PerSecond,

    /// <summary>Bytes per second.</summary>
    [JsonStringEnumMemberName("bytes_per_s")]
    BytesPerSecond,
}

/// <summary>What follows from a unit.</summary>
public static class FigureUnits
{
    /// <summary>True for counts and shares: what a policy decides, whatever the machine's speed.</summary>
    public static bool IsCounted(this FigureUnit unit) =>
        unit is FigureUnit.Count or FigureUnit.Percent or FigureUnit.Number or FigureUnit.Bytes;

    /// <summary>What a figure of this unit is, for messages.</summary>
    public static string InWords(this FigureUnit unit) => unit switch
    {
        FigureUnit.Count => "a count",
        FigureUnit.Percent => "a share",
        FigureUnit.Number => "a number",
        FigureUnit.Bytes => "a number of bytes",
        FigureUnit.PerSecond or FigureUnit.BytesPerSecond => "a rate",
        _ => "a duration",
    };
}
