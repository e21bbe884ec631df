using System.Text.Json.Serialization;
using Harness.Analysis.Catalogue;

namespace Harness.Analysis.Results;

/// <summary>One figure of a <see cref="Comparison"/>, for every subject.</summary>
public sealed record ComparedMetric
{
    /// <summary>A stable word for programs, such as <c>server.time_wait.entered</c>.</summary>
    public required string Key { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }

    /// <summary>What its values are.</summary>
    public required FigureUnit Unit { get; init; }

    /// <summary>Which direction is better.</summary>
    public required Direction Better { get; init; }

    /// <summary>One per subject, in their order.</summary>
    public required IReadOnlyList<MetricFigure> Figures { get; init; }
}

/// <summary>A metric's values for one subject.</summary>
public sealed record MetricFigure
{
    /// <summary>The subject's name.</summary>
    public required string Subject { get; init; }

    /// <summary>One per trial that measured it, in the order they ran.</summary>
    public IReadOnlyList<double> Values { get; init; } = [];

    /// <summary>Their median; null when it was not measured.</summary>
    public double? Median { get; init; }

    /// <summary>The smallest.</summary>
    public double? Least { get; init; }

    /// <summary>The largest.</summary>
    public double? Most { get; init; }

    /// <summary>Against the reference; null for the reference itself and where either was not measured.</summary>
    public MetricDifference? Difference { get; init; }
}

/// <summary>By how much a subject differs from the reference in one metric.</summary>
public sealed record MetricDifference
{
    /// <summary>
    /// This subject less the reference: the median of all pairwise differences (Hodges and Lehmann), in the metric's unit.
    /// </summary>
    public required double Estimate { get; init; }

    /// <summary>Lower end of the interval that holds the true difference with 95 % confidence; null where so few runs give none.</summary>
    public double? Low { get; init; }

    /// <summary>Its upper end.</summary>
    public double? High { get; init; }

    /// <summary>Of the Mann-Whitney test, two-sided, exact for small samples; null when none was made.</summary>
    public double? PValue { get; init; }

    /// <summary>True when every run of each subject gave the same count: the difference is what it is, and no test is needed.</summary>
    public bool Exact { get; init; }

    /// <summary>What it comes to.</summary>
    public required DifferenceMark Mark { get; init; }

    /// <summary>Why it could not be distinguished, when so few runs never could; else null.</summary>
    public string? Why { get; init; }
}

/// <summary>What a difference comes to.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DifferenceMark>))]
public enum DifferenceMark
{
    /// <summary>These runs cannot tell the two apart.</summary>
    [JsonStringEnumMemberName("not_distinguishable")]
    NotDistinguishable,

    /// <summary>The same count in every run of both.</summary>
    [JsonStringEnumMemberName("same")]
    Same,

    /// <summary>Better than the reference.</summary>
    [JsonStringEnumMemberName("better")]
    Better,

    /// <summary>Worse than the reference.</summary>
    [JsonStringEnumMemberName("worse")]
    Worse,

    /// <summary>Different, where neither direction is better.</summary>
    [JsonStringEnumMemberName("different")]
    Different,
}
