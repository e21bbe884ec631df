using Harness.Protocol.Counting;

namespace Harness.Analysis.Catalogue;

/// <summary>The catalogue as Markdown tables, for results/README.md.</summary>
public static class CatalogueText
{
    /// <summary>Every figure and every family of figures, in reading order.</summary>
    public static string FigureTable() => Table(
        ["figure", "what it is", "unit", "better", "of", "several nodes", "without being named"],
        Figures.All.Concat(Figures.Families.Select(f => f.Of(f.Placeholder))).Concat(LoadFigures.Of("NAME")).Select(Row));

    /// <summary>The columns of samples.csv.</summary>
    public static string ColumnTable() => Table(["column", "meaning"], SampleColumns.All.Select(c => (string[])[$"`{c.Name}`", c.Words]));

    /// <summary>The kernel counters that every result has.</summary>
    public static string CounterTable() =>
        Table(["counter", "counts"], KernelCounter.All.Where(c => c.IsWatched).Select(c => (string[])[$"`{c.Name}`", c.Meaning]));

    private static string[] Row(Figure figure) =>
    [
        $"`{figure.Key}`",
        figure.Words,
        Word(figure.Unit),
        figure.Better == Direction.Neither ? "" : figure.Better.ToString().ToLowerInvariant(),
        figure.Scope.ToString().ToLowerInvariant(),
        Word(figure.Merge),
        string.Join(", ", Words(figure.DefaultUse)),
    ];

    private static string Word(FigureUnit unit) => unit switch
    {
        FigureUnit.Seconds => "s",
        FigureUnit.Milliseconds => "ms",
        FigureUnit.Microseconds => "us",
        FigureUnit.PerSecond => "per_s",
        FigureUnit.BytesPerSecond => "bytes_per_s",
        _ => unit.ToString().ToLowerInvariant(),
    };

    private static string Word(Merge merge) => merge switch
    {
        Merge.Sum => "sum",
        Merge.Largest => "largest",
        Merge.Histograms => "histograms merged",
        Merge.Samples => "samples added up",
        Merge.Figures => "worked out again",
        _ => "",
    };

    private static IEnumerable<string> Words(DefaultUse use) => new[]
    {
        (DefaultUse.Compare, "compare"), (DefaultUse.Structure, "check, structural"), (DefaultUse.Speed, "check, speed"),
    }.Where(w => use.HasFlag(w.Item1)).Select(w => w.Item2);

    private static string Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows) => string.Concat(
        new[] { head, [.. head.Select(_ => "---")] }.Concat(rows).Select(cells => $"| {string.Join(" | ", cells)} |\n"));
}
