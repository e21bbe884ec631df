using Harness.Analysis.Catalogue;
using Harness.Analysis.Comparing;
using Harness.Analysis.Results;
using Harness.Analysis.Words;
using Spectre.Console;

namespace Harness.Cli.Terminal;

/// <summary>A comparison on stdout.</summary>
internal static class ComparisonView
{
    // More columns than these do not fit a terminal: then each subject has a row.
    private const int MostColumns = 3;

    // The longest name of a metric, and room between columns.
    private const int RoomForMetrics = 45;

    private static readonly string[] Main =
    [
        "server.time_wait.entered", "client.time_wait.entered", "connections.failed",
        "rates.connections_per_second", "latency_us.total.p50", "latency_us.total.p99",
    ];

    public static void Print(IAnsiConsole console, Comparison comparison, string report)
    {
        console.WriteLine();
        OverridesView.Print(console, comparison.Overrides);
        foreach (var note in comparison.Notes)
        {
            console.MarkupLine($"  [yellow]note[/]  {MarkupText.Of(note.Text)} {MarkupText.Of(note.Advice)}");
        }

        foreach (var grid in MatrixGrid.Of(comparison))
        {
            WriteMatrix(console, grid);
        }

        console.WriteLine();
        if (comparison.Subjects.Count <= MostColumns)
        {
            WriteByMetric(console, comparison);
        }
        else
        {
            Widest(console, hasRanges => BySubject(comparison, hasRanges)).Write(console);
        }

        foreach (var line in comparison.Subjects.Count <= MostColumns ? comparison.Verdict.SelectMany(v => v.Split('\n')) : [])
        {
            console.MarkupLine($"  {MarkupText.Of(line)}");
        }

        if (comparison.Metrics.SelectMany(m => m.Figures).Any(f => f.Difference is { Mark: DifferenceMark.NotDistinguishable, Why: null }))
        {
            console.MarkupLine("  [dim]~: these runs cannot tell it from the first[/]");
        }

        console.MarkupLine($"  [dim]{MarkupText.Of(ComparisonText.Tests(comparison))}[/]");
        var (held, memory) = (ComparisonText.HeldSource(comparison), ComparisonText.MemorySource(comparison));
        console.MarkupLine($"  [dim]{MarkupText.Of(Sentences.Join(held, memory))}[/]");
        SummaryView.PrintReport(console, report);
    }

    // Long names are said first, and stand for their columns by a letter.
    private static void WriteByMetric(IAnsiConsole console, Comparison comparison)
    {
        var names = comparison.Subjects.Select(s => $"{s.Name} ({Format.Counted(s.Trials, "trial")})").ToList();
        var isLong = names.Sum(n => n.Length) > console.Profile.Width - RoomForMetrics;
        foreach (var (index, name) in names.Index().Where(_ => isLong))
        {
            console.MarkupLine($"  [bold]{Letter(index)}[/]  {MarkupText.Of(name)}");
        }

        Widest(console, Table).Write(console);

        FittedTable Table(bool hasRanges)
        {
            var table = new FittedTable("");
            foreach (var (index, name) in names.Index())
            {
                table.Add(isLong ? $"{Letter(index)}" : name);
            }

            foreach (var metric in comparison.Metrics)
            {
                table.AddRow(metric.Name, [.. metric.Figures.Select(f => Cell(metric, f, hasRanges))]);
            }

            return table;
        }

        static char Letter(int index) => (char)('A' + index);
    }

    // Beside the medians the least and the most, where there is room for them; the page has them anyway.
    private static FittedTable Widest(IAnsiConsole console, Func<bool, FittedTable> table) =>
        table(true) is var whole && whole.Fits(console) ? whole : table(false);

    private static FittedTable BySubject(Comparison comparison, bool hasRanges)
    {
        var always = Figures.UsedBy(DefaultUse.Compare).Select(f => f.Key).ToHashSet(StringComparer.Ordinal);
        var metrics = comparison.Metrics.Where(m => Main.Contains(m.Key) || !always.Contains(m.Key)).ToList();
        var table = new FittedTable("");
        foreach (var (index, metric) in metrics.Index())
        {
            // What was asked for by its key stays longest.
            table.Add(metric.Name, rank: always.Contains(metric.Key) ? -index : 1);
        }

        foreach (var (index, subject) in comparison.Subjects.Index())
        {
            table.AddRow(subject.Name, [.. metrics.Select(m => Cell(m, m.Figures[index], hasRanges))]);
        }

        return table;
    }

    private static void WriteMatrix(IAnsiConsole console, MatrixGrid grid)
    {
        var title = $"Who holds TIME_WAIT{(grid.Title.Length == 0 ? "" : $": {grid.Title}")}";
        console.WriteLine();
        console.MarkupLine($"  [bold]{MarkupText.Of(title)}[/]");
        var table = new FittedTable(grid.Corner);
        foreach (var column in grid.Columns)
        {
            table.Add(column, isRight: false);
        }

        foreach (var row in grid.Rows)
        {
            table.AddRow(row.Name, [.. row.Cells.Select(c => Coloured(c.Subject))]);
        }

        table.Write(console);
    }

    private static string Coloured(ComparedSubject subject)
    {
        var words = MarkupText.Of(ComparisonText.Holder(subject));
        return subject.ServerShare switch
        {
            null => $"[dim]{words}[/]",
            >= 0.5 => $"[white on #0072B2] {words} [/]",
            _ => $"[black on #D55E00] {words} [/]",
        };
    }

    private static string Cell(ComparedMetric metric, MetricFigure figure, bool hasRange)
    {
        var value = figure is { Median: { } median } && !hasRange
            ? Format.Figure(metric.Unit, median)
            : ComparisonText.Figure(metric.Unit, figure);
        var mark = figure.Difference?.Mark switch
        {
            DifferenceMark.Better => " [green]better[/]",
            DifferenceMark.Worse => " [red]worse[/]",
            DifferenceMark.Different => " differs",
            DifferenceMark.NotDistinguishable when !ComparisonText.IsUntested(figure.Difference) => " [dim]~[/]",
            _ => "",
        };
        return MarkupText.Of(value) + mark;
    }
}
