using Harness.Analysis.Catalogue;
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
    private const int MostMissedShown = 20;

    private static readonly string[] OfRuns =
    [
        "connections.completed", "connections.failed", "server.time_wait.entered", "client.time_wait.entered",
        "rates.connections_per_second",
    ];

    /// <summary>One run: the verdict, its trials, and where the report is.</summary>
    public static void Print(
        IAnsiConsole console,
        RunPlan plan,
        RunSummary summary,
        string report,
        int diagrams = 0,
        IReadOnlyList<HostEntry>? hosts = null)
    {
        console.WriteLine();
        console.MarkupLine($"[bold]{MarkupText.Of(summary.Scenario)}[/]  {Verdict(summary, margin: " ")}");
        OverridesView.Print(console, Override.Of(plan.Settings));

        if (summary.BrokeOff is { } why)
        {
            console.MarkupLine($"  [yellow]{MarkupText.OfLines(why)}; what was measured is kept[/]");
        }

        foreach (var lost in summary.Trials.Select(t => NodeText.Lost(t, hosts ?? [])).Where(words => words.Length > 0))
        {
            console.MarkupLine($"  [red]{MarkupText.Of(lost)}[/]");
        }

        // Of many trials only what was missed needs more than a line; of a search or a curve the delays tried say it all.
        var isMany = summary.Trials.Count > FewTrials;
        var isCurve = summary.Threshold is not null || ShareCurve.Of(summary.Trials).Count > 0;
        if (summary.Trials.Count != 1 || isCurve)
        {
            PrintAnswer(console, RunAnswer.Of(summary, summary.Trials));
        }

        var trials = isMany || isCurve ? summary.Trials.Where(t => !HasPassed(t)).ToList() : summary.Trials;
        foreach (var trial in trials.Take(MostTrialsShown))
        {
            TrialView.Print(console, plan, trial, hosts ?? []);
        }

        if (trials.Count > MostTrialsShown)
        {
            console.MarkupLine($"  ... and {trials.Count - MostTrialsShown} trials more that missed something, in the report");
        }

        SweepView.Print(console, summary);

        PrintReport(console, report);
        if (report.Length > 0 && diagrams > 0)
        {
            var several = diagrams == 1 ? "a sequence diagram" : $"{diagrams} sequence diagrams";
            console.MarkupLine($"          with {several}, of what the link's rules touched");
        }
    }

    /// <summary>Where the page is; nothing where it could not be written.</summary>
    public static void PrintReport(IAnsiConsole console, string report)
    {
        if (report.Length > 0)
        {
            LongLine.Write(console, $"  report  {report}");
        }
    }

    /// <summary>Several runs next to each other.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="summaries">Those that ran.</param>
    /// <param name="skipped">Those that this machine cannot run, and why.</param>
    /// <param name="claims">What scenarios reproduce, by their names; those that reproduce none may be left out.</param>
    public static void PrintTable(
        IAnsiConsole console,
        IReadOnlyList<RunSummary> summaries,
        IReadOnlyList<(string Name, string? Why)> skipped,
        IReadOnlyDictionary<string, string>? claims = null)
    {
        var hasClaims = claims?.Values.Any(c => c.Length > 0) == true;
        var table = Heads(hasClaims);
        foreach (var summary in summaries)
        {
            table.AddRow(summary.Scenario, [.. Claims(summary.Scenario), Verdict(summary, margin: ""), .. Cells(summary.Trials)]);
        }

        foreach (var (name, _) in skipped)
        {
            table.AddRow(name, [.. Claims(name), "[yellow]SKIPPED[/]", .. OfRuns.Select(_ => "")]);
        }

        string[] Claims(string name) => hasClaims ? [MarkupText.Of(claims!.GetValueOrDefault(name, ""))] : [];

        console.WriteLine();
        table.Write(console);
        if (summaries.Any(s => s.Trials.Count > 1))
        {
            console.MarkupLine("  [dim]a..b: the least and the most of the trials of a run[/]");
        }

        PrintMissed(console, summaries);
        foreach (var (name, why) in skipped)
        {
            console.MarkupLine($"  {MarkupText.Of(name)}: {MarkupText.Of(why ?? "")}");
        }
    }

    // What each run printed of itself may be hundreds of lines above.
    private static void PrintMissed(IAnsiConsole console, IReadOnlyList<RunSummary> summaries)
    {
        var missed = summaries
            .SelectMany(s => s.Trials, (run, trial) => (Run: run, Trial: trial))
            .SelectMany(t => t.Trial.Expectations, (t, expectation) => (t.Run, t.Trial, Expectation: expectation))
            .Where(m => !m.Expectation.Passed)
            .ToList();
        foreach (var (run, trial, expectation) in missed.Take(MostMissedShown))
        {
            var which = run.Trials.Count == 1 ? run.Scenario : $"{run.Scenario}, trial {trial.Trial}";
            console.MarkupLine(
                $"  [red]MISSED[/]  {MarkupText.Of(which)}: {MarkupText.Of(expectation.Text)} "
                + $"[dim](is {ExpectationText.Found(expectation)})[/]");
        }

        if (missed.Count > MostMissedShown)
        {
            console.MarkupLine($"  ... and {missed.Count - MostMissedShown} more, in the reports");
        }
    }

    private static void PrintAnswer(IAnsiConsole console, RunAnswer answer)
    {
        foreach (var sentence in answer.Sentences)
        {
            console.MarkupLine($"  [bold]{MarkupText.Of(sentence)}[/]");
        }

        if (answer.Cases is { } cases)
        {
            var table = new FittedTable("case").Add("verdict", rank: 1, isRight: false);
            foreach (var column in cases.Columns)
            {
                table.Add(column);
            }

            foreach (var row in cases.Rows)
            {
                var verdict = row.Trials.All(t => t.Expectations.Count == 0) ? ""
                    : row.Trials.All(HasPassed) ? "[green]ok[/]"
                    : "[red]MISSED[/]";
                table.AddRow(row.Name, [verdict, .. row.Cells.Select(MarkupText.Of)]);
            }

            table.Write(console);
            console.MarkupLine($"  [dim]{MarkupText.Of(cases.Note)}[/]");
        }
    }

    // Who holds the TIME_WAITs is what the runs are about.
    private static FittedTable Heads(bool hasClaims)
    {
        var table = new FittedTable("scenario", indent: 0);
        table = hasClaims ? table.Add("claims", rank: 1, isRight: false) : table;
        return table.Add("verdict", rank: 4, isRight: false)
            .Add("completed", rank: 2)
            .Add("failed", rank: 2)
            .Add("server TIME_WAIT", rank: 3)
            .Add("client TIME_WAIT", rank: 3)
            .Add("rate", rank: 1);
    }

    // Trials of a run may be unlike, so nothing is added up.
    private static IEnumerable<string> Cells(IReadOnlyList<TrialSummary> trials) =>
        OfRuns.Select(key => MarkupText.Of(Of(Figures.Get(key), trials)));

    private static string Of(Figure figure, IReadOnlyList<TrialSummary> trials)
    {
        var values = trials.Select(t => figure.Measured(new(t))).OfType<double>().Order().ToList();
        return values.Count == 0 ? "-"
            : values[0] == values[^1] ? Format.Figure(figure.Unit, values[0])
            : $"{Format.Figure(figure.Unit, values[0])}..{Format.Figure(figure.Unit, values[^1])}";
    }

    private static bool HasPassed(TrialSummary trial) => trial.Expectations.All(e => e.Passed);

    private static string Verdict(RunSummary summary, string margin) => summary switch
    {
        { Complete: false } => $"[black on yellow]{margin}INCOMPLETE{margin}[/]",
        { Verdict: Harness.Analysis.Results.Verdict.Passed } => $"[black on green]{margin}PASSED{margin}[/]",
        { Verdict: Harness.Analysis.Results.Verdict.Missed } => $"[white on red]{margin}MISSED{margin}[/]",
        _ => "[dim]no expectations[/]",
    };
}
