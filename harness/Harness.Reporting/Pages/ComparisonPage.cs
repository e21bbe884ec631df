using System.Globalization;
using Harness.Analysis.Results;
using Harness.Analysis.Words;
using Harness.Reporting.Charts;

namespace Harness.Reporting.Pages;

/// <summary>A comparison as one HTML file that needs nothing else.</summary>
internal static class ComparisonPage
{
    private const int MostChartRows = 24;

    public static string Render(Comparison comparison)
    {
        var chart = comparison.Subjects.Count > MostChartRows ? null : ComparisonChart.Build(comparison);
        return Html.Fill("comparison.html", new Dictionary<string, Html>(StringComparer.Ordinal)
        {
            ["title"] = Html.Of($"Comparison: TIME_WAIT report"),
            ["palette"] = Html.Trusted(ReportPage.PaletteCss()),
            ["report_css"] = Html.Trusted(Resources.Text("report.css")),
            ["when"] = Html.Of($"{comparison.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)}"),
            ["scenario"] = Html.Of($"{Title(comparison)}"),
            ["about"] = Html.Of($"{About(comparison)}"),
            ["verdict"] = Verdict(comparison),
            ["notes"] = ReportPage.Warnings(comparison.Notes),
            ["matrix"] = MatrixSection.Render(comparison),
            ["chart"] = ChartCard.Render(chart),
            ["sides_words"] = Html.Of($"{Sentences.Join(ComparisonText.Held(comparison), ComparisonText.Memory(comparison))}"),
            ["sides"] = ComparisonTables.Sides(comparison),
            ["figures"] = ComparisonTables.All(comparison),
            ["differences"] = ComparisonTables.Differences(comparison),
            ["subjects"] = ComparisonTables.Subjects(comparison),
            ["charts"] = Html.Trusted(ReportPage.ChartsJson(chart is null ? [] : [chart])),
            ["echarts"] = Html.Trusted(Resources.Text("echarts.common.min.js")),
            ["charts_js"] = Html.Trusted(Resources.Text("charts.js")),
            ["report_js"] = Html.Trusted(Resources.Text("report.js")),
        }).ToString();
    }

    private static string Title(Comparison comparison) => comparison switch
    {
        { Matrix.Count: > 0 } => string.Join(" × ", comparison.Matrix.Select(a => a.Key)),
        { Subjects.Count: <= 3 } => string.Join(" or ", comparison.Subjects.Select(s => s.Name)),
        _ => $"{comparison.Subjects.Count} policies compared",
    };

    private static string About(Comparison comparison) => comparison.Matrix.Count > 0
        ? $"The scenario {comparison.Subjects[0].Scenario} with {comparison.Subjects.Count} combinations of values."
        : $"Each is compared with the first, {comparison.Subjects[0].Name}.";

    private static Html Verdict(Comparison comparison)
    {
        // Of a large matrix the map says who holds what; a sentence for each would bury it.
        const int most = 8;
        var shown = comparison.Verdict.Take(most).ToList();
        var (tone, stamp) = comparison.Complete ? ("none", "COMPARED") : ("incomplete", "INCOMPLETE");
        var trials = comparison.Subjects.Sum(s => s.Trials);
        return Html.Of($"""
            <section class="verdict {tone}" aria-label="Verdict">
            <p class="stamp">{stamp} <span>{comparison.Subjects.Count} policies, {trials} trials. {(comparison.Complete ? "" : "The runs broke off; what was complete is compared.")}</span></p>
            {Html.Join(shown.Select((v, i) => i < comparison.Subjects.Count && comparison.Subjects.Count < 4 ? Html.Of($"<p class=\"lead\">{v}</p>\n") : Html.Of($"<p>{v}</p>\n")))}
            {(comparison.Verdict.Count > most ? Html.Of($"<details><summary>{comparison.Verdict.Count - most} sentences more</summary>{Html.Join(comparison.Verdict.Skip(most).Select(v => Html.Of($"<p>{v}</p>\n")))}</details>") : Html.Empty)}
            </section>
            """);
    }
}
