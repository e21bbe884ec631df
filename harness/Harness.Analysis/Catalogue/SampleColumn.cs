using Harness.Analysis.Results;
using Harness.Protocol.Counting;

namespace Harness.Analysis.Catalogue;

/// <summary>A column of samples.csv.</summary>
/// <param name="Name">In the file's first line.</param>
/// <param name="Words">What stands in it.</param>
/// <param name="Text">How it is written; empty when it was not measured.</param>
public sealed record SampleColumn(string Name, string Words, Func<SampleRow, string> Text)
{
    /// <summary>What its values are; null for words and numbers of trials.</summary>
    public FigureUnit? Unit { get; init; }

    /// <summary>For the lines of charts.</summary>
    public string Heading { get; init; } = "";

    /// <summary>For the heads of narrow tables; the heading where nothing shorter is usual.</summary>
    public string ShortHeading { get => field ?? Heading; init; }

    /// <summary>Whether a file may lack it: then its fields are empty.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Its number in a sample; null when it was not measured, and for a column that has none.</summary>
    public Func<Sample, double?> Value { get; init; } = _ => null;
}
