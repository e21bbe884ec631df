using Harness.Analysis.Results;
using Harness.Cli.Terminal;
using Spectre.Console;

namespace Harness.Cli.Checking;

/// <summary>What a check found, on stdout: a line per scenario, and one per metric that moved or was skipped.</summary>
internal static class CheckView
{
    private static readonly IAnsiConsole Console = Output.Console;

    public static void Print(CheckReport report, string folder, string update)
    {
        foreach (var scenario in report.Scenarios)
        {
            var passed = scenario.Metrics.Count(m => m.Outcome == MetricOutcome.Passed);
            var mark = scenario.IsMissed ? "[red]MISSED[/]" : "[green]ok[/]    ";
            Console.MarkupLine($"{mark}  [bold]{Markup.Escape(scenario.Scenario)}[/]  {passed} of {scenario.Metrics.Count} metrics as in the baseline  [dim]({scenario.Rounds} rounds, {scenario.Seconds:0.0} s)[/]");
            foreach (var metric in scenario.Metrics.Where(m => m.Outcome == MetricOutcome.Missed))
            {
                Console.MarkupLine($"          {Markup.Escape(metric.Message)}");
            }

            foreach (var why in scenario.Metrics.Where(m => m.Outcome == MetricOutcome.Skipped).GroupBy(m => m.Message, m => m.Name))
            {
                Console.MarkupLine($"          [yellow]skipped[/] {Markup.Escape($"{string.Join(", ", why)}: {why.Key}")}");
            }

            foreach (var metric in scenario.Metrics.Where(m => m is { Kind: MetricKind.Speed, Outcome: MetricOutcome.Passed }))
            {
                Console.MarkupLine($"          [dim]{Markup.Escape(metric.Message)}[/]");
            }
        }

        Console.MarkupLine(report.Verdict == Verdict.Missed
            ? $"[red]MISSED[/]  {report.Scenarios.Count(s => s.IsMissed)} of {report.Scenarios.Count} scenarios moved. If that is meant: {Markup.Escape(update)}"
            : $"[green]ok[/]      {(report.Scenarios.Count == 1 ? "1 scenario" : $"{report.Scenarios.Count} scenarios")} as in the baselines, {report.Seconds:0} s");
        Console.MarkupLine($"        results in {Markup.Escape(folder)}");
    }
}
