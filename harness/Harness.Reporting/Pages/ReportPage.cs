using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Analysis.Results;
using Harness.Analysis.Words;
using Harness.Reporting.Charts;
using Harness.Reporting.Charts.ECharts;

namespace Harness.Reporting.Pages;

/// <summary>The whole report as one HTML file that needs nothing else.</summary>
internal static class ReportPage
{
    /// <param name="run">What was read of its folder.</param>
    /// <param name="hasPictures">Charts are drawn in the page itself too, which takes most of the time.</param>
    public static string Render(RunRecord run, bool hasPictures = true)
    {
        var trials = TrialRecord.Of(run);
        var name = NameOf(run);
        return Contents.Insert(Html.Fill("template.html", new Dictionary<string, Html>(StringComparer.Ordinal)
        {
            ["title"] = Html.Of($"{name}: TIME_WAIT report"),
            ["palette"] = Html.Trusted(PaletteCss()),
            ["report_css"] = Html.Trusted(Resources.Text("report.css")),
            ["when"] = Html.Of($"{run.Summary?.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)}"),
            ["scenario"] = Html.Of($"{name}"),
            ["changed"] = Changed(run.Summary?.Overrides ?? []),
            ["about"] = Html.Of($"{run.Summary?.About.Trim()}"),
            ["verdict"] = VerdictBanner.Render(run.Summary, trials),
            ["trials"] = TrialsSection.Render(trials, run.Summary, hasPictures),
            ["warnings"] = Warnings(run.Summary?.Warnings ?? []),
            ["environment"] = EnvironmentSection.Render(run.Environment),
            ["scenario_text"] = Html.Of($"{run.ScenarioText}"),
            ["files"] = FilesSection.Render(run.Folder),
            ["charts"] = Html.Trusted(Charts(RunCharts.Of(trials, run.Summary))),
            ["echarts"] = Html.Trusted(Resources.PackedLibrary),
            ["charts_js"] = Html.Trusted(Resources.Text("charts.js")),
            ["report_js"] = Html.Trusted(Resources.Text("report.js")),
        }).ToString());
    }

    /// <summary>What the command line changed, so that nobody takes the scenario's own words for what was run.</summary>
    public static Html Changed(IReadOnlyList<Override> overrides) =>
        overrides.Count == 0 ? Html.Empty : Html.Of($"<p class=\"changed\">{Sentences.Changed(overrides)}</p>");

    /// <summary>A card of warnings; nothing when there are none.</summary>
    public static Html Warnings(IReadOnlyList<Warning> warnings) => warnings.Count == 0 ? Html.Empty : Html.Of($"""
        <section class="card"><h2>Warnings</h2>
        {Html.Join(warnings.Select(w => Html.Of($"<div class=\"warning\"><p>{w.Text}</p><p>{w.Advice}</p></div>\n")))}</section>
        """);

    /// <summary>Of a folder without a summary, what follows the time in the folder's name.</summary>
    private static string NameOf(RunRecord run)
    {
        var folder = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(run.Folder)));
        return run.Summary?.Scenario ?? folder[(folder.IndexOf('-') + 1)..];
    }

    /// <summary>What the page's script draws, packed: a long run's is a hundred kilobytes.</summary>
    public static string Charts(IEnumerable<Chart> charts) => Resources.Packed(JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["words"] = JsonSerializer.SerializeToNode(Palette.Light.Keys),
        ["charts"] = new JsonObject(charts.Select(c => KeyValuePair.Create(c.Id, (JsonNode?)ChartOption.Of(c)))),
    }));

    /// <summary>The colours of light and dark, as variables of the style sheet.</summary>
    public static string PaletteCss()
    {
        var (light, dark) = (Variables(Palette.Light), Variables(Palette.Dark));
        return $$"""
            :root { color-scheme: light; {{light}} }
            @media (prefers-color-scheme: dark) { :root:not([data-theme]) { color-scheme: dark; {{dark}} } }
            :root[data-theme=dark] { color-scheme: dark; {{dark}} }
            """;
    }

    private static string Variables(IReadOnlyDictionary<string, string> palette) =>
        string.Join(" ", palette.Select(c => $"--{c.Key}: {c.Value};"));
}
