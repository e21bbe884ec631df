using Harness.Model.Results;
using Harness.Model.Running;
using Harness.Reporting.Words;
using Spectre.Console;

namespace Harness.Cli.Terminal;

/// <summary>What a run came to, on stdout, so that a person understands it at a glance.</summary>
internal static class SummaryView
{
    private const int MostTrialsShown = 20;
    private const int FewTrials = 4;

    private static readonly IAnsiConsole Console = Output.Console;

    /// <summary>One run: the verdict, who closed first, both sides, the expectations, and where the report is.</summary>
    public static void Print(RunPlan plan, RunSummary summary, string report)
    {
        Console.WriteLine();
        Console.MarkupLine($"[bold]{Markup.Escape(summary.Scenario)}[/]  {Verdict(summary)}");
        if (summary.BrokeOff is { } why)
        {
            Console.MarkupLine($"  [yellow]{Markup.Escape(why)}; what was measured is kept[/]");
        }

        // Of a search or a curve the delays tried say it all, but for what was missed.
        var trials = summary.Threshold is null && ShareCurve.Of(summary.Trials).Count == 0 ? summary.Trials : [.. summary.Trials.Where(t => !t.Expectations.All(e => e.Passed))];
        foreach (var trial in trials.Take(MostTrialsShown))
        {
            PrintTrial(plan, trial);
        }

        if (trials.Count > MostTrialsShown)
        {
            Console.MarkupLine($"  ... and {trials.Count - MostTrialsShown} trials more, in the report");
        }

        SweepView.Print(summary);

        Console.MarkupLine($"  report  {Markup.Escape(report)}");
    }

    /// <summary>Several runs next to each other.</summary>
    /// <param name="summaries">Those that ran.</param>
    /// <param name="skipped">Those that this machine cannot run, and why.</param>
    public static void PrintTable(IReadOnlyList<RunSummary> summaries, IReadOnlyList<(string Name, string? Why)> skipped)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("scenario");
        foreach (var name in new[] { "verdict", "connections", "failed", "server TIME_WAIT", "client TIME_WAIT", "connections/s" })
        {
            table.AddColumn(new TableColumn(name).RightAligned());
        }

        foreach (var summary in summaries)
        {
            var trials = summary.Trials;
            table.AddRow(
                Markup.Escape(summary.Scenario),
                Verdict(summary),
                Format.Count(trials.Sum(t => t.Connections.Completed)),
                Format.Count(trials.Sum(t => t.Connections.Failed)),
                Format.Count(trials.Sum(t => t.Server.TimeWait.Entered)),
                Format.Count(trials.Sum(t => t.Client.TimeWait.Entered)),
                trials.Count == 0 ? "-" : Format.Count((long)trials.Average(t => t.Rates.ConnectionsPerSecond)));
        }

        foreach (var (name, _) in skipped)
        {
            table.AddRow(Markup.Escape(name), "[yellow]SKIPPED[/]");
        }

        Console.Write(table);
        foreach (var (name, why) in skipped)
        {
            Console.MarkupLine($"  {Markup.Escape(name)}: {Markup.Escape(why ?? "")}");
        }
    }

    private static void PrintTrial(RunPlan plan, TrialSummary trial)
    {
        if (plan.Trials.Count != 1)
        {
            var parameters = string.Join(", ", trial.Parameters.Select(p => $"{p.Key} = {p.Value}"));
            Console.MarkupLine($"  [bold]trial {trial.Trial}/{plan.Count}[/]  {Markup.Escape(parameters)}");
        }

        Console.MarkupLine($"  {Markup.Escape(Sentences.Capital(Sentences.WhoClosedFirst(trial)))}");
        Console.Write(new Padder(Sides(trial), new Padding(2, 0, 0, 0)));
        var latency = trial.LatencyUs.Total;
        Console.MarkupLine(
            $"  connections  {Format.Count(trial.Connections.Completed)} completed, {Errors(trial.Connections)}; {Format.Count((long)trial.Rates.ConnectionsPerSecond)}/s; "
            + (latency.Count == 0 ? "latency not measured" : $"latency p50 {Format.Duration(latency.P50)}, p99 {Format.Duration(latency.P99)}, max {Format.Duration(latency.Max)}"));
        if (trial.Rates.AfterFirstFailurePerSecond is { } sustained)
        {
            Console.MarkupLine($"  sustained    {Format.Number(sustained)} connections/s of those begun after the first failure");
        }

        PrintProgram("server", trial.Server.Program);
        PrintProgram("client", trial.Client.Program);
        if (trial.Engine is { } engine)
        {
            Console.MarkupLine($"  engine       {Markup.Escape(Sentences.Engine(engine))}");
        }

        if (trial.LatencyUs.Behind is { } behind)
        {
            Console.MarkupLine($"  behind       started later than due by p50 {Format.Duration(behind.P50)}, p99 {Format.Duration(behind.P99)}, max {Format.Duration(behind.Max)}");
        }

        if (trial.ThinkTimeUs is { } think)
        {
            Console.MarkupLine($"  think time   p50 {Format.Duration(think.P50)}, p99 {Format.Duration(think.P99)}, max {Format.Duration(think.Max)} from the last byte written to the client's FIN");
        }

        if (trial.CloseDelayUs is { } delay)
        {
            Console.MarkupLine($"  close delay  really p50 {Format.Duration(delay.P50)}, p99 {Format.Duration(delay.P99)}, max {Format.Duration(delay.Max)}");
        }

        if (trial.Restart is { } restart)
        {
            var refused = string.Join(", ", restart.Errors.Select(e => $"{e.Key} {Format.Count(e.Value)}"));
            Console.MarkupLine($"  restart      {(restart.Failed == 0 ? "the server listens again" : $"[yellow]refused[/]: {refused}")}, after {restart.WaitedSeconds:0.0} s");
        }

        PrintLifetimes("TIME_WAIT", trial.Server.TimeWaitLifetimeMs, trial.Client.TimeWaitLifetimeMs);
        PrintLifetimes("FIN_WAIT2", trial.Server.FinWait2LifetimeMs, trial.Client.FinWait2LifetimeMs);
        if (trial.Link is { } link)
        {
            Console.MarkupLine(
                $"  link         rtt {Format.Duration(link.RttUs)}: {Format.Count(link.ToServer.Frames)} frames to the server, {Format.Count(link.ToClient.Frames)} to the client, "
                + $"{Format.Count(link.ToServer.Dropped + link.ToClient.Dropped)} dropped; later than asked by p50 {Format.Duration(link.LateUs.P50)}, p99 {Format.Duration(link.LateUs.P99)}");
        }

        // Of many trials only what was missed needs its line.
        var missed = trial.Expectations.Where(e => !e.Passed).ToList();
        var shown = plan.Trials.Count > FewTrials ? missed : trial.Expectations;
        if (shown.Count < trial.Expectations.Count)
        {
            Console.MarkupLine($"  [green]ok[/]      {trial.Expectations.Count - missed.Count} of {trial.Expectations.Count} expectations");
        }

        foreach (var expectation in shown)
        {
            var actual = expectation.Actual is { } value ? Format.Number(value) : "not measured";
            Console.MarkupLine($"  {(expectation.Passed ? "[green]ok[/]    " : "[red]MISSED[/]")}  {Markup.Escape(expectation.Text)}  [dim](is {actual})[/]");
        }
    }

    private static void PrintLifetimes(string state, LifetimeSummary? server, LifetimeSummary? client)
    {
        foreach (var (side, lives) in new[] { ("server", server), ("client", client) })
        {
            if (lives is { Count: > 0 })
            {
                Console.MarkupLine($"  {state}    lived {lives.Min / 1000:0.00} to {lives.Max / 1000:0.00} s on the {side}, median {lives.P50 / 1000:0.00} s ({Format.Count(lives.Count)} of them)");
            }
        }
    }

    private static void PrintProgram(string side, ProgramSummary? program)
    {
        if (program is not null)
        {
            var exits = program.ExitCodes.Count == 0 ? "ended with the trial" : string.Join(", ", program.ExitCodes.Select(e => $"exit code {e.Key}: {Format.Count(e.Value)}"));
            Console.MarkupLine($"  {side,-11}  {Markup.Escape(string.Join(' ', program.Command))}  [dim]({exits}; CPU {program.CpuSeconds:0.00} s)[/]");
        }
    }

    private static Table Sides(TrialSummary trial)
    {
        var table = new Table().Border(TableBorder.None);
        table.AddColumn("");
        foreach (var name in new[] { "TIME_WAIT entered", "peak", "at the end", "overflow", "CLOSE_WAIT", "FIN_WAIT2", "CPU" })
        {
            table.AddColumn(new TableColumn(name).RightAligned());
        }

        foreach (var (name, side) in new[] { ("server", trial.Server), ("client", trial.Client) })
        {
            table.AddRow(
                name,
                $"[bold]{Format.Count(side.TimeWait.Entered)}[/]",
                Format.Count(side.TimeWait.Peak),
                Format.Count(side.TimeWait.Final),
                side.TimeWait.Overflow is { } overflow ? Format.Count(overflow) : "-",
                Format.Count(side.CloseWait.Peak),
                Format.Count(side.FinWait2.Peak),
                side.MaxRssBytes == 0 ? "-" : $"{side.CpuSeconds:0.00} s");
        }

        return table;
    }

    private static string Errors(ConnectionSummary connections) => connections.Failed == 0
        ? "0 failed"
        : $"[red]{Format.Count(connections.Failed)} failed[/] ({string.Join(", ", connections.Errors.Select(e => $"{e.Key} {Format.Count(e.Value)}"))})";

    private static string Verdict(RunSummary summary) => summary switch
    {
        { Complete: false } => "[black on yellow] INCOMPLETE [/]",
        { Verdict: Model.Results.Verdict.Passed } => "[black on green] PASSED [/]",
        { Verdict: Model.Results.Verdict.Missed } => "[white on red] MISSED [/]",
        _ => "[dim]no expectations[/]",
    };
}
