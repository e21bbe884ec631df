using Harness.Analysis.Results;
using Harness.Analysis.Words;
using Harness.Cli.Terminal;
using Spectre.Console;

namespace Harness.Cli.Checking;

/// <summary>What a check found, on stdout: a line per scenario, and one per metric that moved or was skipped.</summary>
internal static class CheckView
{
    public static void Print(IAnsiConsole console, CheckReport report, string folder, string update)
    {
        OverridesView.Print(console, report.Overrides);
        foreach (var scenario in report.Scenarios)
        {
            console.MarkupLine(
                $"{Mark(scenario)}  [bold]{MarkupText.Of(scenario.Scenario)}[/]  "
                + $"{scenario.Counted}  "
                + $"[dim]({Format.Counted(scenario.Rounds, "round")}, {scenario.Seconds:0.0} s)[/]");
            if (scenario.Cause is { } cause)
            {
                console.MarkupLine($"          [bold]{MarkupText.Of(cause)}[/]");
            }

            foreach (var metric in scenario.Metrics.Where(m => m.Outcome == MetricOutcome.Missed))
            {
                console.MarkupLine($"          {MarkupText.Of(metric.Message)}");
            }

            foreach (var metric in scenario.Metrics.Where(m => m.Uncertain))
            {
                console.MarkupLine($"          [yellow]{MarkupText.Of(metric.Message)}[/]");
            }

            foreach (var why in scenario.Metrics.Where(m => m.Outcome == MetricOutcome.Skipped).GroupBy(m => m.Message, m => m.Name))
            {
                console.MarkupLine($"          [yellow]skipped[/] {MarkupText.Of($"{string.Join(", ", why)}: {why.Key}")}");
            }

            foreach (var metric in scenario.Metrics.Where(
                m => m is { Kind: MetricKind.Speed, Outcome: MetricOutcome.Passed, Uncertain: false }))
            {
                console.MarkupLine($"          [dim]{MarkupText.Of(metric.Message)}[/]");
            }
        }

        var (missed, unsure) = (report.Scenarios.Count(s => s.IsMissed), report.Scenarios.Count(s => s.IsUncertain));
        var all = report.Scenarios.Count;
        console.MarkupLine(report.Verdict == Verdict.Missed
            ? $"[red]MISSED[/]  {missed} of {Format.Counted(all, "scenario")} moved. "
                + $"If you intended this, update the baselines: {MarkupText.Of(update)}"
            : unsure > 0
                ? $"[yellow]unsure[/]  {unsure} of {Format.Counted(all, "scenario")} may be slower; "
                    + $"a larger --repeat can tell, {report.Seconds:0} s"
            : $"[green]ok[/]      {Format.Counted(all, "scenario")} as in the baselines, {report.Seconds:0} s");
        LongLine.Write(console, $"        results in {folder}");
        console.MarkupLine("        [dim]one folder per run, without its page: './run.sh report DIR' draws it[/]");
    }

    private static string Mark(ScenarioCheck scenario) => scenario switch
    {
        { IsMissed: true } => "[red]MISSED[/]",
        { IsUncertain: true } => "[yellow]unsure[/]",
        _ => "[green]ok[/]    ",
    };
}
