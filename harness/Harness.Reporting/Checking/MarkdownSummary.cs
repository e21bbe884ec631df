using System.Globalization;
using System.Text;
using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Analysis.Statistics;

namespace Harness.Reporting.Checking;

/// <summary>A check as Markdown for a pull-request comment or a job summary: what moved first, everything else folded away.</summary>
public static class MarkdownSummary
{
    // GitHub refuses a comment of more than 65536 characters.
    private const int Longest = 60_000;

    /// <summary>The text.</summary>
    public static string Text(CheckReport report)
    {
        var text = new StringBuilder();
        var missed = report.Scenarios.Count(s => s.IsMissed);
        text.Append(missed == 0 ? "### ✅ TIME_WAIT check: as in the baselines\n\n" : $"### ❌ TIME_WAIT check: {missed} of {report.Scenarios.Count} scenarios moved\n\n");
        text.Append("| | scenario | metrics | what moved |\n| --- | --- | --- | --- |\n");
        foreach (var scenario in report.Scenarios)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {Mark(scenario)} | `{scenario.Scenario}` | {scenario.Metrics.Count(m => m.Outcome == MetricOutcome.Passed)} of {scenario.Metrics.Count} | {What(scenario)} |\n");
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

        var e = report.Environment;
        return text.Append(CultureInfo.InvariantCulture, $"\nKernel {e.Kernel}, {e.Cores} cores, {e.Architecture}, {e.Runtime}, {e.Network}; {report.Seconds:0} s. A suite in which nothing became slower raises an alarm about speed in at most {report.FalseAlarmRate * 100:0.##} % of its runs.\n").ToString();
    }

    private static string Mark(ScenarioCheck scenario) => scenario.IsMissed ? "❌" : scenario.Metrics.Any(m => m.Outcome == MetricOutcome.Skipped) ? "⚠️" : "✅";

    private static string What(ScenarioCheck scenario)
    {
        var missed = scenario.Metrics.Where(m => m.Outcome == MetricOutcome.Missed).Select(m => Cell(m.Message)).ToList();
        var skipped = scenario.Metrics.Where(m => m.Outcome == MetricOutcome.Skipped).Select(m => Cell(m.Message)).Distinct().Select(m => $"speed skipped: {m}");
        return string.Join("<br>", missed.Take(5).Concat(missed.Count > 5 ? [$"and {missed.Count - 5} more"] : []).Concat(skipped));
    }

    /// <summary>Ratios of the baseline as bars, those of now as a line. https://mermaid.js.org/syntax/xyChart.html</summary>
    private static void Chart(StringBuilder text, CheckReport report)
    {
        var speed = report.Scenarios.SelectMany(s => s.Metrics.Where(m => m is { BaselineMedian: not null, Ratios.Count: > 0 }).Select(m => (s.Scenario, Metric: m))).Take(12).ToList();
        if (speed.Count == 0)
        {
            return;
        }

        text.Append("\n```mermaid\nxychart-beta\n  title \"Speed relative to the control: baseline (bars), now (line)\"\n");
        text.Append(CultureInfo.InvariantCulture, $"  x-axis [{string.Join(", ", speed.Select(s => $"\"{s.Scenario} {(ShortName(s.Metric.Name))}\""))}]\n");
        text.Append("  y-axis \"times the control\"\n");
        text.Append(CultureInfo.InvariantCulture, $"  bar [{string.Join(", ", speed.Select(s => Number(s.Metric.BaselineMedian!.Value)))}]\n");
        var medians = string.Join(", ", speed.Select(s => Number(Median.Of(s.Metric.Ratios))));
        text.Append(CultureInfo.InvariantCulture, $"  line [{medians}]\n```\n");
    }

    // An axis has little room: a rate, or the last word of a duration's key.
    private static string ShortName(string key) =>
        Figures.Get(key).Unit == FigureUnit.PerSecond ? "rate" : key[(key.LastIndexOf('.') + 1)..];

    private static string Details(ScenarioCheck scenario)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"\n<details><summary>{Mark(scenario)} {scenario.Scenario}: {scenario.Rounds} rounds, {scenario.Seconds:0.0} s</summary>\n\n");
        text.Append("| | metric | baseline | now |\n| --- | --- | --- | --- |\n");
        foreach (var metric in scenario.Metrics)
        {
            var mark = metric.Outcome switch { MetricOutcome.Passed => "✅", MetricOutcome.Missed => "❌", _ => "⚠️" };
            text.Append(CultureInfo.InvariantCulture, $"| {mark} | `{metric.Name}` | {Cell(metric.Expected)} | {Cell(metric.Actual)} |\n");
        }

        return text.Append("\n</details>\n").ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal);

    private static string Number(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
