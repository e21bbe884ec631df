using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Analysis.Words;
using Harness.Protocol.Messages;
using Harness.Scenarios.Planning;
using Spectre.Console;

namespace Harness.Cli.Terminal;

/// <summary>What one trial came to, on stdout.</summary>
internal static class TrialView
{
    private static readonly IAnsiConsole Console = Output.Console;

    private static readonly string[] OfSides =
    [
        "time_wait.entered", "time_wait.peak", "time_wait.final", "time_wait.overflow", "close_wait.peak", "fin_wait2.peak", "cpu_seconds",
    ];

    /// <summary>Who closed first, both sides, the times, and the expectations.</summary>
    public static void Print(RunPlan plan, TrialSummary trial)
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

        foreach (var expectation in trial.Expectations)
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
        foreach (var name in OfSides.Select(key => Figures.Get($"server.{key}").Heading))
        {
            table.AddColumn(new TableColumn(name).RightAligned());
        }

        foreach (var side in new[] { "server", "client" })
        {
            table.AddRow([side, .. OfSides.Select(key => Cell(Figures.Get($"{side}.{key}")))]);
        }

        return table;

        string Cell(Figure figure)
        {
            var text = figure.Measured(new(trial)) is { } value ? Format.Figure(figure.Unit, value) : "-";
            return figure.Key.EndsWith(OfSides[0], StringComparison.Ordinal) ? $"[bold]{text}[/]" : text;
        }
    }

    private static string Errors(ConnectionSummary connections) => connections.Failed == 0
        ? "0 failed"
        : $"[red]{Format.Count(connections.Failed)} failed[/] ({string.Join(", ", connections.Errors.Select(e => $"{e.Key} {Format.Count(e.Value)}"))})";
}
