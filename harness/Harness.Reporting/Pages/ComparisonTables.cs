using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Analysis.Words;
using Harness.Reporting.Folders;

namespace Harness.Reporting.Pages;

/// <summary>The tables of a comparison.</summary>
internal static class ComparisonTables
{
    // So many stand open, one below the other.
    private const int MostOpen = 3;

    /// <summary>What the two rows of a policy show of a side's TIME_WAITs.</summary>
    private static readonly string[] OfSides = ["time_wait.entered", "time_wait.peak", "time_wait.held", "time_wait.memory"];

    /// <summary>Two rows for each subject: its server and its client.</summary>
    public static Html Sides(Comparison comparison) => Table.Of(
        "Both sides of every policy",
        [
            "policy", "side", "#closed first", .. OfSides.Select(key => $"#{Figures.Get($"server.{key}").Label}"),
            $"#{Figures.Get("client.ports").Label}",
        ],
        comparison.Subjects.Index().SelectMany(s => new[] { Side(comparison, s.Index, "server"), Side(comparison, s.Index, "client") }));

    /// <summary>A row for each metric and a column for each subject, or, of more subjects than metrics, the other way round.</summary>
    public static Html All(Comparison comparison) => Table.OfFewestColumns(
        "Every figure",
        ["figure", .. comparison.Subjects.Select(s => $"#{s.Name}")],
        comparison.Metrics.Select(m => (m.Name, Table.Cells(m.Figures.Select(f => ComparisonText.Figure(m.Unit, f))))));

    /// <summary>A card for each subject but the first.</summary>
    public static Html Differences(Comparison comparison)
    {
        var tests = Html.Of($"<p class=\"sub\">{ComparisonText.Tests(comparison)}</p>");
        var isFolded = comparison.Subjects.Count - 1 > MostOpen;
        return Html.Join(comparison.Subjects.Index().Skip(1).Select(s => Html.Of($"""
            <section class="card"><div><h2>{s.Item.Name} against {comparison.Subjects[0].Name}</h2>
            {(s.Index == 1 ? tests : Html.Empty)}</div>
            {(isFolded ? Fold(Against(comparison, s.Index)) : Against(comparison, s.Index))}
            </section>

            """)));
    }

    private static Html Fold(Html table) => Html.Of($"<details><summary>Differences</summary>{table}</details>");

    /// <summary>Where the figures came from.</summary>
    public static Html Subjects(Comparison comparison) => Table.Of(
        "What was compared",
        ["policy", "scenario", "#trials", "#left out", "folders"],
        comparison.Subjects.Select(s => (IReadOnlyList<Html>)
        [
            .. Table.Cells(s.Name, s.Scenario, $"{s.Trials}", $"{s.LeftOut}"), Html.Join(s.Folders.Select(Folder)),
        ]));

    // What the comparison ran itself is below it, with a page of its own.
    private static Html Folder(string path)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        return Path.IsPathRooted(path)
            ? Html.Of($"{name} ")
            : Html.Of($"{FilesSection.Link(Path.Combine(path, ResultFiles.Report), name)} ");
    }

    private static Html Against(Comparison comparison, int index) => Table.Of(
        $"Differences of {comparison.Subjects[index].Name}",
        ["figure", "#reference", "#this", "#difference", "#95 % interval", "#p", "mark"],
        comparison.Metrics
            .Where(m => m.Figures[index].Difference is not null)
            .Select(m => Difference(m, m.Figures[index].Difference!, index)));

    private static IReadOnlyList<Html> Difference(ComparedMetric metric, MetricDifference d, int index) =>
    [
        .. Table.Cells(
            metric.Name,
            Format.Figure(metric.Unit, metric.Figures[0].Median!.Value),
            Format.Figure(metric.Unit, metric.Figures[index].Median!.Value),
            ComparisonText.WithSign(metric.Unit, d.Estimate),
            ComparisonText.Uncertainty(metric.Unit, d),
            d.PValue is { } p ? FormattableString.Invariant($"{p:0.0000}") : ""),
        Mark(d),
    ];

    private static Html Mark(MetricDifference difference) => difference.Mark switch
    {
        DifferenceMark.Better => Html.Of($"<span class=\"yes\">▲ better</span>"),
        DifferenceMark.Worse => Html.Of($"<span class=\"no\">▼ worse</span>"),
        _ => Html.Of($"{ComparisonText.Mark(difference)}"),
    };

    private static IReadOnlyList<Html> Side(Comparison comparison, int index, string side)
    {
        var subject = comparison.Subjects[index];
        return
        [
            Html.Of($"{subject.Name}"),
            Html.Of($"<span style=\"color:var(--{side})\">●</span> {side}"),
            .. Table.Cells(
            [
                Of($"closed_first.{side}"),
                .. OfSides.Select(key => Of($"{side}.{key}")),
                side == "client" ? Of("client.ports") : "none: they share the listening port",
            ]),
        ];

        string Of(string key) => comparison.Metrics.FirstOrDefault(m => m.Key == key) is { } metric
            ? ComparisonText.Figure(metric.Unit, metric.Figures[index])
            : Format.NotMeasured;
    }
}
