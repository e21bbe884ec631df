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

    /// <summary>Seconds.</summary>
    [JsonStringEnumMemberName("s")]
    Seconds,

    /// <summary>Milliseconds.</summary>
    [JsonStringEnumMemberName("ms")]
    Milliseconds,

    /// <summary>Microseconds.</summary>
    [JsonStringEnumMemberName("us")]
    Microseconds,

    /// <summary>Times per second.</summary>
    [JsonStringEnumMemberName("per_s")]
    PerSecond,
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
        FigureUnit.PerSecond => "a rate",
        _ => "a duration",
    };
}

/// <summary>Which direction of a figure is better.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Direction>))]
public enum Direction
{
    /// <summary>Neither: it says how things are.</summary>
    [JsonStringEnumMemberName("neither")]
    Neither,

    /// <summary>Less is better.</summary>
    [JsonStringEnumMemberName("lower")]
    Lower,

    /// <summary>More is better.</summary>
    [JsonStringEnumMemberName("higher")]
    Higher,
}

/// <summary>What a figure speaks of.</summary>
public enum Scope
{
    /// <summary>The run as a whole, or the machine.</summary>
    Run,

    /// <summary>The connections between two neighbouring tiers.</summary>
    Hop,

    /// <summary>All nodes of one tier together.</summary>
    Tier,

    /// <summary>The process of each node.</summary>
    Node,
}

/// <summary>How the values of several nodes of a tier become one.</summary>
public enum Merge
{
    /// <summary>They do not: there is one value for the whole run or hop.</summary>
    None,

    /// <summary>They are added up.</summary>
    Sum,

    /// <summary>The largest counts.</summary>
    Largest,

    /// <summary>From the nodes' histograms, put together: a percentile of percentiles means nothing.</summary>
    Histograms,

    /// <summary>From the nodes' samples, added up over aligned time: a peak of sums is not a sum of peaks.</summary>
    Samples,

    /// <summary>Worked out again from other figures of the whole tier.</summary>
    Figures,
}

/// <summary>Where a figure is used without anybody naming it.</summary>
[Flags]
public enum DefaultUse
{
    /// <summary>Nowhere; it may be named in expectations, baselines and for compare.</summary>
    None = 0,

    /// <summary><c>compare</c> shows it.</summary>
    Compare = 1,

    /// <summary><c>check --update</c> writes it under <c>structural</c>.</summary>
    Structure = 2,

    /// <summary><c>check --update</c> writes it under <c>speed</c>.</summary>
    Speed = 4,
}
