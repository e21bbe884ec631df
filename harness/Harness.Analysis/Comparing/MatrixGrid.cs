using Harness.Analysis.Results;
using Harness.Scenarios.Words;

namespace Harness.Analysis.Comparing;

/// <summary>Two axes of a matrix as rows and columns; a third and further ones make several grids.</summary>
/// <param name="Title">The values of the further axes; empty when there are none.</param>
/// <param name="Corner">The keys of both axes.</param>
/// <param name="Columns">The values of the second axis; one empty name when there is none.</param>
/// <param name="Rows">The values of the first axis and their cells.</param>
public sealed record MatrixGrid(string Title, string Corner, IReadOnlyList<string> Columns, IReadOnlyList<MatrixRow> Rows)
{
    /// <summary>The grids of a comparison; none when it has no matrix.</summary>
    public static IReadOnlyList<MatrixGrid> Of(Comparison comparison)
    {
        if (comparison.Matrix.Count == 0)
        {
            return [];
        }

        var (rows, column) = (comparison.Matrix[0], comparison.Matrix.ElementAtOrDefault(1));
        IReadOnlyList<string> columns = column?.Values ?? [""];
        var corner = column is null ? rows.Key : $"{rows.Key} \\ {column.Key}";
        var groups = comparison.Subjects.Index().GroupBy(s => Others(s.Item, [rows.Key, column?.Key ?? ""]), StringComparer.Ordinal);
        IReadOnlyList<string> heads = [.. columns.Select(value => SweptValue.Shown(column?.Key ?? "", value))];
        return [.. groups.Select(group => new MatrixGrid(group.Key, corner, heads, RowsOf([.. group])))];

        IReadOnlyList<MatrixRow> RowsOf(IReadOnlyList<(int Index, ComparedSubject Item)> group) =>
            [.. rows.Values.Select(row => RowOf(row, group))];

        MatrixRow RowOf(string row, IReadOnlyList<(int Index, ComparedSubject Item)> group) =>
            new(SweptValue.Shown(rows.Key, row), [.. columns.SelectMany(value => CellOf(row, value, group))]);

        // At most one: a subject has one value of each axis.
        IEnumerable<MatrixCell> CellOf(string row, string value, IReadOnlyList<(int Index, ComparedSubject Item)> group) => group
            .Where(s => Has(s.Item, rows.Key, row) && (column is null || Has(s.Item, column.Key, value)))
            .Take(1)
            .Select(s => new MatrixCell(s.Item, Entered(comparison, "server", s.Index), Entered(comparison, "client", s.Index)));
    }

    private static bool Has(ComparedSubject subject, string key, string value) => subject.Parameters.GetValueOrDefault(key) == value;

    private static string Others(ComparedSubject subject, string[] drawn) =>
        SweptValue.Pairs(subject.Parameters.Where(p => !drawn.Contains(p.Key)));

    private static double? Entered(Comparison comparison, string side, int index) =>
        comparison.Metrics.FirstOrDefault(m => m.Key == $"{side}.time_wait.entered")?.Figures[index].Median;
}

/// <summary>A row of a <see cref="MatrixGrid"/>.</summary>
/// <param name="Name">The value of its axis.</param>
/// <param name="Cells">One per column.</param>
public sealed record MatrixRow(string Name, IReadOnlyList<MatrixCell> Cells);

/// <summary>A cell of a <see cref="MatrixGrid"/>.</summary>
/// <param name="Subject">What was measured there.</param>
/// <param name="Server">TIME_WAITs that its server entered in a trial, the median; null when nothing was measured.</param>
/// <param name="Client">The client's.</param>
public sealed record MatrixCell(ComparedSubject Subject, double? Server, double? Client);
