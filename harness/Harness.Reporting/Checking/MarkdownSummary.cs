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

    // The others are in the details.
    private const int MostSpeeds = 12;

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

        Speed(text, report);
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
        var unsure = report.Scenarios.Count(s => s.IsUncertain);
        var all = Format.Counted(report.Scenarios.Count, "scenario");
        return missed > 0 ? $"### ❌ TIME_WAIT check: {missed} of {all} moved"
            : unsure > 0 ? $"### ⚠️ TIME_WAIT check: {unsure} of {all} may be slower, which is not certain"
            : "### ✅ TIME_WAIT check: as in the baselines";
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
        : scenario.IsUncertain || scenario.IsPartlyJudged ? "⚠️"
        : "✅";

    private static string Mark(MetricCheck metric) => metric.Outcome switch
    {
        MetricOutcome.Passed when !metric.Uncertain => "✅",
        MetricOutcome.Missed => "❌",
        _ => "⚠️",
    };

    private static string Passed(ScenarioCheck scenario) =>
        scenario.Counted;

    private static string What(ScenarioCheck scenario)
    {
        var missed = Messages(scenario, m => m.Outcome == MetricOutcome.Missed).ToList();
        var unsure = Messages(scenario, m => m.Uncertain);
        var skipped = Messages(scenario, m => m.Outcome == MetricOutcome.Skipped).Distinct().Select(m => $"speed skipped: {m}");
        var all = scenario.Cause is { } cause ? [$"**{Cell(cause)}**"] : missed.Take(MostMovedShown);
        return string.Join("<br>", all
            .Concat(Left(missed.Count, scenario.Cause is null ? MostMovedShown : 1))
            .Concat(unsure)
            .Concat(skipped));
    }

    private static IEnumerable<string> Left(int moved, int shown) => moved > shown ? [$"and {moved - shown} more"] : [];

    private static IEnumerable<string> Messages(ScenarioCheck scenario, Func<MetricCheck, bool> which) =>
        scenario.Metrics.Where(which).Select(m => Cell(m.Message));

    /// <summary>
    /// What was measured of speed, the worst first. A table, for the charts of Markdown are not honest with it: they join what has nothing
    /// to do with each other, and cut the names.
    /// </summary>
    private static void Speed(StringBuilder text, CheckReport report)
    {
        var speed = report.Scenarios
            .SelectMany(s => s.Metrics.Where(m => m.Change is not null).Select(m => (s.Scenario, Metric: m, Slower: Slower(m))))
            .OrderByDescending(s => s.Slower)
            .ToList();
        if (speed.Count == 0)
        {
            return;
        }

        text.Append("\n| | speed, times the control's | baseline | now | change |\n| --- | --- | ---: | ---: | ---: |\n");
        foreach (var (scenario, metric, slower) in speed.Take(MostSpeeds))
        {
            text.Append(Row(
                Mark(metric),
                $"`{scenario}` {Figures.Get(metric.Name).Words}",
                Number(metric.BaselineMedian!.Value),
                Number(Median.Of(metric.Ratios)),
                string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(slower) * 100:0.#} % {(slower > 0 ? "slower" : "faster")}")));
        }

        if (speed.Count > MostSpeeds)
        {
            text.Append($"\nand {speed.Count - MostSpeeds} more, which fared better.\n");
        }
    }

    private static double Slower(MetricCheck metric) =>
        Figures.Get(metric.Name).Better == Direction.Higher ? -metric.Change!.Value : metric.Change!.Value;

    private static string Details(ScenarioCheck scenario)
    {
        var took = string.Create(CultureInfo.InvariantCulture, $"{Format.Counted(scenario.Rounds, "round")}, {scenario.Seconds:0.0} s");
        var text = new StringBuilder($"\n<details><summary>{Mark(scenario)} {scenario.Scenario}: {took}</summary>\n\n");
        text.Append("| | metric | baseline | now |\n| --- | --- | --- | --- |\n");
        foreach (var metric in scenario.Metrics)
        {
            text.Append(Row(Mark(metric), $"`{metric.Name}`", Cell(metric.Expected), Cell(metric.Actual)));
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
