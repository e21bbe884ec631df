using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Analysis.Statistics;
using Harness.Scenarios.Expectations;

namespace Harness.Analysis.Words;

/// <summary>The cases of a run whose trials are not alike, side by side: what its expectations name and what every run is about.</summary>
/// <param name="Columns">Names of the figures in which the cases differ; of a rate, which always does, too.</param>
/// <param name="Rows">One per case, in the order in which they ran.</param>
/// <param name="Note">What all cases have in common, and how repeated trials are shown; empty when there is nothing to say.</param>
public sealed record CaseTable(IReadOnlyList<string> Columns, IReadOnlyList<CaseRow> Rows, string Note)
{
    // More do not fit a terminal beside the names of the cases.
    private const int MostColumns = 5;

    private const string WhoFirst = "closed first by";

    private static readonly string[] Always =
    [
        "connections.completed", "connections.failed", "server.time_wait.entered", "client.time_wait.entered",
        "rates.connections_per_second",
    ];

    /// <summary>The table of a run; null when all of its trials have the same parameters.</summary>
    public static CaseTable? Of(IReadOnlyList<TrialSummary> trials)
    {
        var cases = trials.GroupBy(t => SweepText.Name(t.Parameters), StringComparer.Ordinal).ToList();
        if (cases.Count < 2)
        {
            return null;
        }

        var named = trials.SelectMany(t => t.Expectations).SelectMany(e => ExpectationParser.Parse(e.Text).Names);
        List<(string Name, IReadOnlyList<string> Cells)> columns =
        [
            .. named.Concat(Always).Distinct(StringComparer.Ordinal).Select(Figures.Find).OfType<Figure>()
                .Where(f => !f.Key.StartsWith("closed_first.", StringComparison.Ordinal))
                .Select(f => (f.Words, (IReadOnlyList<string>)[.. cases.Select(c => Text(f, [.. c]))])),
            (WhoFirst, [.. cases.Select(c => SweepText.Regime(ClosedFirst.Sum(c.Select(t => t.ClosedFirst))))]),
        ];
        var differing = columns.Where(c => c.Cells.Distinct(StringComparer.Ordinal).Count() > 1).Take(MostColumns).ToList();
        return new(
            [.. differing.Select(c => c.Name)],
            [.. cases.Select((c, i) => new CaseRow(c.Key, [.. c], [.. differing.Select(d => d.Cells[i])]))],
            Sentences.Join(
                Common([.. columns.Where(c => c.Cells.Distinct(StringComparer.Ordinal).Count() == 1)]),
                cases.Exists(c => c.Count() > 1) ? "Of several trials of a case: the median [the least..the most]." : ""));
    }

    private static string Common(List<(string Name, IReadOnlyList<string> Cells)> same) => same.Count == 0
        ? ""
        : $"The same in every case: {string.Join("; ", same.Select(s => $"{s.Name} {s.Cells[0]}"))}.";

    private static string Text(Figure figure, List<TrialSummary> trials)
    {
        var values = trials.Select(t => figure.Measured(new(t))).OfType<double>().Order().ToList();
        return values.Count == 0 ? Format.NotMeasured
            : values[0] == values[^1] ? Format.Figure(figure.Unit, values[0])
            : $"{Of(Median.Of(values))} [{Of(values[0])}..{Of(values[^1])}]";

        string Of(double value) => Format.Figure(figure.Unit, value);
    }
}

/// <summary>A case of a <see cref="CaseTable"/>.</summary>
/// <param name="Name">The values that tell it from the others.</param>
/// <param name="Trials">Its trials; several when they were repeated.</param>
/// <param name="Cells">One per column.</param>
public sealed record CaseRow(string Name, IReadOnlyList<TrialSummary> Trials, IReadOnlyList<string> Cells);
