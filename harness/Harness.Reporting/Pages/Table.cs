namespace Harness.Reporting.Pages;

/// <summary>Tables that scroll inside themselves on a narrow screen; the first column stays where it is.</summary>
internal static class Table
{
    /// <param name="caption">Read out by screen readers.</param>
    /// <param name="headers">One per column; one that starts with # is for figures, set to the right.</param>
    /// <param name="rows">Cells in the order of the headers; the first one heads its row.</param>
    public static Html Of(string caption, IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<Html>> rows)
    {
        var body = Html.Join(rows.Select(Row));
        return Html.Of($"""
            <div class="scroll" tabindex="0" role="region" aria-label="{caption}"><table><caption class="unseen">{caption}</caption>
            <thead><tr>{Html.Join(headers.Select(h => Html.Of($"<th scope=\"col\"{Class(h)}>{h.TrimStart('#')}</th>")))}</tr></thead>
            <tbody>
            {body}</tbody></table></div>
            """);

        Html Row(IReadOnlyList<Html> cells) =>
            Html.Of($"<tr>{Html.Join(cells.Select((cell, i) => Cell(headers[i], cell, i == 0)))}</tr>\n");
    }

    /// <summary>As <see cref="Of"/>, of rows with a name each; turned where it would have more columns than rows.</summary>
    public static Html OfFewestColumns(
        string caption, IReadOnlyList<string> headers, IEnumerable<(string Name, IReadOnlyList<Html> Cells)> rows)
    {
        var all = rows.ToList();
        return headers.Count - 1 <= all.Count
            ? Of(caption, headers, all.Select(r => (IReadOnlyList<Html>)[Html.Of($"{r.Name}"), .. r.Cells]))
            : Of(
                caption,
                [headers[0], .. all.Select(r => $"#{r.Name}")],
                headers.Skip(1).Select((h, i) => (IReadOnlyList<Html>)[Html.Of($"{h.TrimStart('#')}"), .. all.Select(r => r.Cells[i])]));
    }

    /// <summary>A heading with what it means below it, where a column for that would be off a narrow screen.</summary>
    public static Html Explained(Html heading, string meaning) =>
        meaning.Length == 0 ? heading : Html.Of($"{heading}<span class=\"more\">{meaning}</span>");

    /// <summary>As <see cref="Of"/>, of plain texts.</summary>
    public static Html OfTexts(string caption, IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows) =>
        Of(caption, headers, rows.Select(Cells));

    /// <summary>The cells of a row of plain texts.</summary>
    public static IReadOnlyList<Html> Cells(params IEnumerable<string> texts) => [.. texts.Select(t => Html.Of($"{t}"))];

    private static Html Cell(string header, Html cell, bool heads) =>
        heads ? Html.Of($"<th scope=\"row\"{Class(header)}>{cell}</th>") : Html.Of($"<td{Class(header)}>{cell}</td>");

    private static Html Class(string header) => header.StartsWith('#') ? Html.Of($" class=\"figure\"") : Html.Empty;
}
