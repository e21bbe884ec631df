using System.Globalization;
using Harness.Analysis.Results;
using Harness.Analysis.Words;
using Harness.Reporting.Charts;

namespace Harness.Reporting.Pages;

/// <summary>A comparison as one HTML file that needs nothing else.</summary>
internal static class ComparisonPage
{
    private const int MostChartRows = 24;

    /// <param name="comparison">What was found.</param>
    /// <param name="folder">Where the page goes, to link what is beside it.</param>
    /// <param name="hasPictures">Charts are drawn in the page itself too.</param>
    public static string Render(Comparison comparison, string? folder = null, bool hasPictures = true)
    {
        IReadOnlyList<Chart> charts = comparison.Subjects.Count > MostChartRows ? [] : ComparisonChart.All(comparison);
        return Contents.Insert(Html.Fill("comparison.html", new Dictionary<string, Html>(StringComparer.Ordinal)
        {
            ["title"] = Html.Of($"Comparison: TIME_WAIT report"),
            ["palette"] = Html.Trusted(ReportPage.PaletteCss()),
            ["report_css"] = Html.Trusted(Resources.Text("report.css")),
            ["when"] = Html.Of($"{comparison.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)}"),
            ["scenario"] = Html.Of($"{Title(comparison)}"),
            ["changed"] = ReportPage.Changed(comparison.Overrides),
            ["about"] = Html.Of($"{About(comparison)}"),
            ["verdict"] = Verdict(comparison),
            ["notes"] = ReportPage.Warnings(comparison.Notes),
            ["matrix"] = MatrixSection.Render(comparison),
            ["chart"] = Html.Join(charts.Select(c => ChartCard.Render(c, hasPictures))),
            ["sides_words"] = Html.Of($"{Sentences.Join(ComparisonText.HeldSource(comparison), ComparisonText.MemorySource(comparison))}"),
            ["sides"] = ComparisonTables.Sides(comparison),
            ["figures"] = ComparisonTables.All(comparison),
            ["differences"] = ComparisonTables.Differences(comparison),
            ["subjects"] = ComparisonTables.Subjects(comparison),
            ["files"] = FilesSection.Render(folder),
            ["charts"] = Html.Trusted(ReportPage.Charts(charts)),
            ["echarts"] = Html.Trusted(Resources.PackedLibrary),
            ["charts_js"] = Html.Trusted(Resources.Text("charts.js")),
            ["report_js"] = Html.Trusted(Resources.Text("report.js")),
        }).ToString());
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
        var (tone, stamp) = comparison.Complete ? ("none", "COMPARED") : ("incomplete", "INCOMPLETE");
        var trials = comparison.Subjects.Sum(s => s.Trials);
        var counts = $"{Format.Counted(comparison.Subjects.Count, "policy")}, {Format.Counted(trials, "trial")}.";
        var broken = comparison.Complete ? "" : "The runs broke off; what was complete is compared.";

        // The first sentences say who holds what: of few subjects they are what the page is about.
        var leading = comparison.Subjects.Count < 4 ? comparison.Subjects.Count : 0;
        return Html.Of($"""
            <section class="verdict {tone}" aria-label="Verdict">
            <p class="stamp">{stamp} <span>{Sentences.Join(counts, broken)}</span></p>
            {Html.Join(comparison.Verdict.Take(most).Select((v, i) => Paragraph(v, isLead: i < leading)))}
            {More([.. comparison.Verdict.Skip(most)])}
            </section>
            """);
    }

    private static Html More(IReadOnlyList<string> sentences)
    {
        var paragraphs = Html.Join(sentences.Select(s => Paragraph(s, isLead: false)));
        return sentences.Count == 0
            ? Html.Empty
            : Html.Of($"<details><summary>{sentences.Count} sentences more</summary>{paragraphs}</details>");
    }

    // What is better and worse comes as lines below their heading.
    private static Html Paragraph(string sentence, bool isLead)
    {
        var lines = sentence.Split('\n');
        var first = isLead ? Html.Of($"<p class=\"lead\">{lines[0]}</p>\n") : Html.Of($"<p>{lines[0]}</p>\n");
        var rest = Html.Join(lines.Skip(1).Select(l => Html.Of($"<li>{l.Trim()}</li>\n")));
        return lines.Length == 1 ? first : Html.Of($"{first}<ul>\n{rest}</ul>\n");
    }
}
