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
            console.Write(Matrix(grid));
        }

        console.Write(comparison.Subjects.Count <= MostColumns ? ByMetric(comparison) : BySubject(comparison));
        foreach (var sentence in comparison.Subjects.Count <= MostColumns ? comparison.Verdict : [])
        {
            console.MarkupLine($"  {MarkupText.Of(sentence)}");
        }

        if (comparison.Metrics.SelectMany(m => m.Figures).Any(f => f.Difference is { Mark: DifferenceMark.NotDistinguishable, Why: null }))
        {
            console.MarkupLine("  [dim]~: these runs cannot tell it from the first[/]");
        }

        console.MarkupLine($"  [dim]{MarkupText.Of(ComparisonText.Tests(comparison))}[/]");
        var (held, memory) = (ComparisonText.HeldSource(comparison), ComparisonText.MemorySource(comparison));
        console.MarkupLine($"  [dim]{MarkupText.Of(Sentences.Join(held, memory))}[/]");
        console.MarkupLine($"  report  {MarkupText.Of(report)}");
    }

    private static Table ByMetric(Comparison comparison)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("");
        foreach (var subject in comparison.Subjects)
        {
            var name = $"{subject.Name} ({subject.Trials} trial{(subject.Trials == 1 ? "" : "s")})";
            table.AddColumn(new TableColumn(MarkupText.Of(name)).RightAligned());
        }

        foreach (var metric in comparison.Metrics)
        {
            table.AddRow([MarkupText.Of(metric.Name), .. metric.Figures.Select(f => Cell(metric, f))]);
        }

        return table;
    }

    private static Table BySubject(Comparison comparison)
    {
        var always = Figures.UsedBy(DefaultUse.Compare).Select(f => f.Key).ToHashSet(StringComparer.Ordinal);
        var metrics = comparison.Metrics.Where(m => Main.Contains(m.Key) || !always.Contains(m.Key)).ToList();
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("");
        foreach (var metric in metrics)
        {
            table.AddColumn(new TableColumn(MarkupText.Of(metric.Name)).RightAligned());
        }

        foreach (var (index, subject) in comparison.Subjects.Index())
        {
            table.AddRow([MarkupText.Of(subject.Name), .. metrics.Select(m => Cell(m, m.Figures[index]))]);
        }

        return table;
    }

    private static Table Matrix(MatrixGrid grid)
    {
        var title = $"Who holds TIME_WAIT{(grid.Title.Length == 0 ? "" : $": {grid.Title}")}";
        var table = new Table().Border(TableBorder.Simple).Title(MarkupText.Of(title));
        table.AddColumn(MarkupText.Of(grid.Corner));
        foreach (var column in grid.Columns)
        {
            table.AddColumn(new TableColumn(MarkupText.Of(column)).Centered());
        }

        foreach (var row in grid.Rows)
        {
            table.AddRow([MarkupText.Of(row.Name), .. row.Cells.Select(c => Coloured(c.Subject))]);
        }

        return table;
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

    private static string Cell(ComparedMetric metric, MetricFigure figure) => figure.Difference?.Mark switch
    {
        DifferenceMark.Better => $"{MarkupText.Of(ComparisonText.Figure(metric.Unit, figure))} [green]better[/]",
        DifferenceMark.Worse => $"{MarkupText.Of(ComparisonText.Figure(metric.Unit, figure))} [red]worse[/]",
        DifferenceMark.Different => $"{MarkupText.Of(ComparisonText.Figure(metric.Unit, figure))} differs",
        DifferenceMark.NotDistinguishable when !ComparisonText.IsUntested(figure.Difference) =>
            $"{MarkupText.Of(ComparisonText.Figure(metric.Unit, figure))} [dim]~[/]",
        _ => MarkupText.Of(ComparisonText.Figure(metric.Unit, figure)),
    };
}
