using System.Globalization;
using System.Text;
using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Analysis.Statistics;
using Harness.Analysis.Words;
using Harness.Scenarios.Words;
using System.Text.RegularExpressions;

namespace Harness.Reporting.Checking;

/// <summary>A check as Markdown for a pull-request comment or a job summary: what moved first, everything else folded away.</summary>
public static partial class MarkdownSummary
{
    // GitHub refuses a comment of more than 65536 characters.
    private const int Longest = 60_000;

    // A chart of more bars cannot be read.
    private const int MostBars = 12;

    private const int MostMovedShown = 5;

    /// <summary>The Markdown of a check's result.</summary>
    public static string Text(CheckReport report)
    {
        var text = new StringBuilder();
        text.Append(Heading(report)).Append("\n\n");
        if (Sentences.Changed(report.Overrides) is { Length: > 0 } changed)
        {
            text.Append(changed).Append("\n\n");
        }

        text.Append("| | scenario | metrics | what moved |\n| --- | --- | --- | --- |\n");
        foreach (var scenario in report.Scenarios)
        {
            text.Append(Row(Mark(scenario), $"`{scenario.Scenario}`", Passed(scenario), What(scenario)));
        }

        Chart(text, report);
        foreach (var scenario in report.Scenarios)
        {
            var details = Details(scenario);
            if (text.Length + details.Length > Longest)
            {
                text.Append("\nThe details of further scenarios are left out: this would become too long for a comment.\n");
                break;
            }

            text.Append(details);
        }

        return text.Append(Footer(report)).ToString();
    }

    private static string Heading(CheckReport report)
    {
        var missed = report.Scenarios.Count(s => s.IsMissed);
        return missed == 0
            ? "### ✅ TIME_WAIT check: as in the baselines"
            : $"### ❌ TIME_WAIT check: {missed} of {report.Scenarios.Count} scenarios moved";
    }

    private static string Footer(CheckReport report)
    {
        var e = report.Environment;
        var place = string.Create(
            CultureInfo.InvariantCulture,
            $"Kernel {e.Kernel}, {e.Cores} cores, {e.Architecture}, {e.Runtime}, {e.Network}; {report.Seconds:0} s.");
        var rate = string.Create(CultureInfo.InvariantCulture, $"{report.FalseAlarmRate * 100:0.##} %");
        return $"\n{place} A suite in which nothing became slower raises an alarm about speed in at most {rate} of its runs.\n";
    }

    private static string Mark(ScenarioCheck scenario) => scenario.IsMissed ? "❌"
        : scenario.Metrics.Any(m => m.Outcome == MetricOutcome.Skipped) ? "⚠️"
        : "✅";

    private static string Mark(MetricOutcome outcome) => outcome switch
    {
        MetricOutcome.Passed => "✅",
        MetricOutcome.Missed => "❌",
        _ => "⚠️",
    };

    private static string Passed(ScenarioCheck scenario) =>
        $"{scenario.Metrics.Count(m => m.Outcome == MetricOutcome.Passed)} of {scenario.Metrics.Count}";

    private static string What(ScenarioCheck scenario)
    {
        var missed = Messages(scenario, MetricOutcome.Missed).ToList();
        var skipped = Messages(scenario, MetricOutcome.Skipped).Distinct().Select(m => $"speed skipped: {m}");
        return string.Join("<br>", missed
            .Take(MostMovedShown)
            .Concat(missed.Count > MostMovedShown ? [$"and {missed.Count - MostMovedShown} more"] : [])
            .Concat(skipped));
    }

    private static IEnumerable<string> Messages(ScenarioCheck scenario, MetricOutcome outcome) =>
        scenario.Metrics.Where(m => m.Outcome == outcome).Select(m => Cell(m.Message));

    /// <summary>Ratios of the baseline as bars, those of now as a line. https://mermaid.js.org/syntax/xyChart.html</summary>
    private static void Chart(StringBuilder text, CheckReport report)
    {
        var speed = report.Scenarios
            .SelectMany(s => s.Metrics.Select(m => (s.Scenario, Metric: m)))
            .Where(s => s.Metric is { BaselineMedian: not null, Ratios.Count: > 0 })
            .Take(MostBars)
            .ToList();
        if (speed.Count == 0)
        {
            return;
        }

        var names = speed.Select(s => $"\"{s.Scenario} {ShortName(s.Metric.Name)}\"");
        text.Append("\n```mermaid\nxychart-beta\n  title \"Speed relative to the control: baseline (bars), now (line)\"\n");
        text.Append("  x-axis [").AppendJoin(", ", names).Append("]\n  y-axis \"times the control\"\n");
        text.Append("  bar [").AppendJoin(", ", speed.Select(s => Number(s.Metric.BaselineMedian!.Value))).Append("]\n");
        text.Append("  line [").AppendJoin(", ", speed.Select(s => Number(Median.Of(s.Metric.Ratios)))).Append("]\n```\n");
    }

    // An axis has little room: a rate, or the last word of a duration's key.
    private static string ShortName(string key) =>
        Figures.Get(key).Unit == FigureUnit.PerSecond ? "rate" : key[(key.LastIndexOf('.') + 1)..];

    private static string Details(ScenarioCheck scenario)
    {
        var took = string.Create(CultureInfo.InvariantCulture, $"{scenario.Rounds} rounds, {scenario.Seconds:0.0} s");
        var text = new StringBuilder($"\n<details><summary>{Mark(scenario)} {scenario.Scenario}: {took}</summary>\n\n");
        text.Append("| | metric | baseline | now |\n| --- | --- | --- | --- |\n");
        foreach (var metric in scenario.Metrics)
        {
            text.Append(Row(Mark(metric.Outcome), $"`{metric.Name}`", Cell(metric.Expected), Cell(metric.Actual)));
        }

        return text.Append("\n</details>\n").ToString();
    }

    private static string Row(params IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |\n";

    // A baseline may come with a pull request: what Markdown could take for more than words is shown as code, where it is nothing.
    private static string Cell(string text)
    {
        var shown = Visible.Line(text);
        return WordsPattern().IsMatch(shown) ? shown : $"`{CutPattern().Replace(shown, m => m.Value == "|" ? "\\|" : "'")}`";
    }

    // No link either, which GitHub makes of a bare address.
    [GeneratedRegex(@"^(?!.*(?:://|www\.))[\p{L}\p{N}_ .,:;%()=+'""/≥≤×–-]*\z", RegexOptions.None, 1000)]
    private static partial Regex WordsPattern();

    [GeneratedRegex(@"[|`]", RegexOptions.None, 1000)]
    private static partial Regex CutPattern();

    private static string Number(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
