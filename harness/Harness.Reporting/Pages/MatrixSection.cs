using Harness.Analysis.Comparing;
using Harness.Analysis.Results;
using Harness.Analysis.Words;

namespace Harness.Reporting.Pages;

/// <summary>
/// Who holds TIME_WAIT, as a heat map: a table whose cells are coloured, so that it needs no script, can be read out, and scrolls on a
/// narrow screen. The vendored ECharts has no heat map either.
/// </summary>
internal static class MatrixSection
{
    /// <summary>Nothing without a matrix.</summary>
    public static Html Render(Comparison comparison) => comparison.Matrix.Count == 0 ? Html.Empty : Html.Of($"""
        <section class="card"><div><h2>Who holds TIME_WAIT</h2>
        <p class="sub">Share of the TIME_WAITs that the server entered; below it those that server and client entered: medians of the
        trials. Blue: the server holds them; orange: the client.</p></div>
        {Html.Join(MatrixGrid.Of(comparison).Select(Grid))}
        </section>
        """);

    private static Html Grid(MatrixGrid grid) => Html.Of($"""
        {(grid.Title.Length == 0 ? Html.Empty : Html.Of($"<h3>{grid.Title}</h3>"))}
        <div class="scroll" tabindex="0" role="region" aria-label="Who holds TIME_WAIT {grid.Title}">
        <table class="heat"><caption class="unseen">Who holds TIME_WAIT {grid.Title}</caption>
        <thead><tr>{Html.Join(grid.Columns.Prepend(grid.Corner).Select(c => Html.Of($"<th scope=\"col\">{c}</th>")))}</tr></thead>
        <tbody>
        {Html.Join(grid.Rows.Select(Row))}</tbody></table></div>
        """);

    private static Html Row(MatrixRow row) =>
        Html.Of($"<tr><th scope=\"row\">{row.Name}</th>{Html.Join(row.Cells.Select(Cell))}</tr>\n");

    private static Html Cell(MatrixCell cell)
    {
        var holder = ComparisonText.Holder(cell.Subject);
        if (cell.Subject.ServerShare is not { } share)
        {
            return Html.Of($"<td class=\"none\"><b>{holder}</b></td>");
        }

        var percent = FormattableString.Invariant($"{share * 100:0.##}%");
        var entered = $"{Known(cell.Server)} / {Known(cell.Client)}";
        return Html.Of($"<td style=\"--s:{percent}\"><b>{holder}</b><span>{entered}</span></td>");
    }

    private static string Known(double? entered) => entered is { } count ? Format.Number(count) : Format.NotMeasured;
}
