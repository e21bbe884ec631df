using Harness.Analysis.Catalogue;
using Harness.Analysis.Words;

namespace Harness.Reporting.Pages;

/// <summary>A row of a table whose columns are alike, such as server and client: its words and values come from the catalogue.</summary>
internal static class FigureRow
{
    /// <param name="trial">Whose values.</param>
    /// <param name="prefixes">What the columns' keys begin with, in their order.</param>
    /// <param name="key">The rest of them.</param>
    public static IReadOnlyList<string> Of(MeasuredTrial trial, IReadOnlyList<string> prefixes, string key)
    {
        List<Figure> figures = [.. prefixes.Select(p => Figures.Get($"{p}.{key}"))];
        return [Sentences.Capital(figures[0].Label), .. figures.Select(f => Format.Figure(f, trial))];
    }
}
