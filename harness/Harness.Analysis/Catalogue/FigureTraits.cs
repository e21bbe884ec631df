using System.Text.Json.Serialization;

namespace Harness.Analysis.Catalogue;

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

/// <summary>What a rate counts, or a cost is shared out over.</summary>
public enum Per
{
    /// <summary>Neither of the following.</summary>
    None,

    /// <summary>
    /// Of a connection. Between trials whose connections carry unlike numbers of requests it says nothing of better or worse.
    /// </summary>
    Connection,

    /// <summary>Of a request. The same as of a connection where each carries one.</summary>
    Request,
}
