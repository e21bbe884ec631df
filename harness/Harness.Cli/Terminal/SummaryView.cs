using Harness.Analysis.Results;
using Harness.Analysis.Words;
using Harness.Scenarios.Planning;
using Spectre.Console;

namespace Harness.Cli.Terminal;

/// <summary>What a run came to, on stdout, so that a person understands it at a glance.</summary>
internal static class SummaryView
{
    private const int MostTrialsShown = 10;
    private const int FewTrials = 4;

    /// <summary>One run: the verdict, its trials, and where the report is.</summary>
    public static void Print(IAnsiConsole console, RunPlan plan, RunSummary summary, string report)
    {
        console.WriteLine();
        console.MarkupLine($"[bold]{MarkupText.Of(summary.Scenario)}[/]  {Verdict(summary)}");
        if (summary.BrokeOff is { } why)
        {
            console.MarkupLine($"  [yellow]{MarkupText.OfLines(why)}; what was measured is kept[/]");
        }

        // Of many trials only what was missed needs more than a line; of a search or a curve the delays tried say it all.
        var isMany = summary.Trials.Count > FewTrials;
        var isCurve = summary.Threshold is not null || ShareCurve.Of(summary.Trials).Count > 0;
        if (isMany && !isCurve)
        {
            PrintTrials(console, summary);
        }

        var trials = isMany || isCurve ? summary.Trials.Where(t => !HasPassed(t)).ToList() : summary.Trials;
        foreach (var trial in trials.Take(MostTrialsShown))
        {
            TrialView.Print(console, plan, trial);
        }

        if (trials.Count > MostTrialsShown)
        {
            console.MarkupLine($"  ... and {trials.Count - MostTrialsShown} trials more that missed something, in the report");
        }

        SweepView.Print(console, summary);

        console.MarkupLine($"  report  {MarkupText.Of(report)}");
    }

    /// <summary>Several runs next to each other.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="summaries">Those that ran.</param>
    /// <param name="skipped">Those that this machine cannot run, and why.</param>
    public static void PrintTable(
        IAnsiConsole console, IReadOnlyList<RunSummary> summaries, IReadOnlyList<(string Name, string? Why)> skipped)
    {
        var table = Figures(["scenario"]);
        foreach (var summary in summaries)
        {
            AddRow(table, [summary.Scenario], Verdict(summary), summary.Trials);
        }

        foreach (var (name, _) in skipped)
        {
            table.AddRow(MarkupText.Of(name), "[yellow]SKIPPED[/]");
        }

        console.Write(table);
        foreach (var (name, why) in skipped)
        {
            console.MarkupLine($"  {MarkupText.Of(name)}: {MarkupText.Of(why ?? "")}");
        }
    }

    private static void PrintTrials(IAnsiConsole console, RunSummary summary)
    {
        var table = Figures(["trial", .. summary.Trials[0].Parameters.Keys]);
        foreach (var trial in summary.Trials)
        {
            var verdict = trial.Expectations.Count == 0 ? "" : HasPassed(trial) ? "[green]ok[/]" : "[red]MISSED[/]";
            AddRow(table, [Format.Count(trial.Trial), .. trial.Parameters.Values], verdict, [trial]);
        }

        console.Write(table);
    }

    private static Table Figures(IEnumerable<string> of)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns([.. of.Select(MarkupText.Of)]);
        foreach (var name in new[] { "verdict", "completed", "failed", "server TIME_WAIT", "client TIME_WAIT", "per second" })
        {
            // On a narrow terminal heads of two words take two lines, so that no word is cut.
            table.AddColumn(new TableColumn(name) { Alignment = Justify.Right, NoWrap = !name.Contains(' ') });
        }

        return table;
    }

    private static void AddRow(Table table, IEnumerable<string> of, string verdict, IReadOnlyList<TrialSummary> trials) => table.AddRow([
        .. of.Select(MarkupText.Of),
        verdict,
        Format.Count(trials.Sum(t => t.Connections.Completed)),
        Format.Count(trials.Sum(t => t.Connections.Failed)),
        Format.Count(trials.Sum(t => t.Server.TimeWait.Entered)),
        Format.Count(trials.Sum(t => t.Client.TimeWait.Entered)),
        trials.Count == 0 ? "-" : Format.Count((long)trials.Average(t => t.Rates.ConnectionsPerSecond))]);

    private static bool HasPassed(TrialSummary trial) => trial.Expectations.All(e => e.Passed);

    private static string Verdict(RunSummary summary) => summary switch
    {
        { Complete: false } => "[black on yellow] INCOMPLETE [/]",
        { Verdict: Harness.Analysis.Results.Verdict.Passed } => "[black on green] PASSED [/]",
        { Verdict: Harness.Analysis.Results.Verdict.Missed } => "[white on red] MISSED [/]",
        _ => "[dim]no expectations[/]",
    };
}
