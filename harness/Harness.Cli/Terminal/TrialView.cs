using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Analysis.Trials;
using Harness.Analysis.Words;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Scenarios.Planning;
using Harness.Scenarios.Words;
using Spectre.Console;

namespace Harness.Cli.Terminal;

/// <summary>What one trial came to, on stdout.</summary>
internal static class TrialView
{
    private static readonly string[] OfSides =
    [
        "time_wait.entered", "time_wait.peak", "time_wait.final", "time_wait.overflow", "close_wait.peak", "fin_wait2.peak", "cpu_seconds",
    ];

    /// <summary>Who closed first, both sides, the times, and the expectations.</summary>
    public static void Print(IAnsiConsole console, RunPlan plan, TrialSummary trial, IReadOnlyList<HostEntry> hosts)
    {
        if (plan.Trials.Count != 1)
        {
            var parameters = SweptValue.Pairs(trial.Parameters);
            console.MarkupLine($"  [bold]trial {trial.Trial}/{plan.Count}[/]  {MarkupText.Of(parameters)}");
        }

        console.MarkupLine($"  {MarkupText.Of(Sentences.Capital(Sentences.WhoClosedFirst(trial)))}");
        if (trial.ConnectByOccupancy is { HighUs.Count: > 0 } occupancy)
        {
            console.MarkupLine($"  {MarkupText.Of(Sentences.Capital(OccupancyText.Sentence(occupancy)))}");
        }

        Sides(trial).Write(console);
        if (NodeText.Table(trial, hosts) is { } nodes)
        {
            Nodes(nodes).Write(console);
        }

        var latency = trial.LatencyUs.Total;
        console.MarkupLine(
            $"  connections  {Counted(trial.Connections.Completed, "completed")}, {Resets(trial)}{Errors(trial.Connections)}; "
            + $"{PerSecond(trial.Rates.ConnectionsPerSecond) ?? "rate not measured"}; "
            + (latency is null or { Count: 0 } ? "latency not measured" : $"latency {Quantiles(latency)}"));
        if (trial.Witness is { } witness)
        {
            console.MarkupLine($"  witness      {MarkupText.Of(Sentences.Witness(witness))}");
        }

        if (trial.ReusesConnections())
        {
            console.MarkupLine(
                $"  requests     {Format.Count(trial.Requests()!.Value)}, "
                + $"{Format.Number(Math.Round((double)trial.Requests()!.Value / trial.Connections.Opened!.Value, 1))} on each connection; "
                + (PerSecond(trial.Rates.RequestsPerSecond) is { } rate ? $"{rate}; " : "")
                + (trial.LatencyUs.Request is { } request ? $"each {Quantiles(request)}" : "time of each not measured"));
        }

        if (PerSecond(trial.Rates.AfterFirstFailurePerSecond) is { } sustained)
        {
            console.MarkupLine($"  sustained    {sustained} after the first failure");
        }

        PrintProgram(console, "server", trial.Server.Program);
        PrintProgram(console, "client", trial.Client.Program, mayHaveFailed: trial.Warnings.Any(w => w.Code == CauseCheck.PortsUsedUp));
        if (trial.Engine is { } engine)
        {
            console.MarkupLine($"  engine       {MarkupText.Of(Sentences.Engine(engine))}");
        }

        foreach (var (name, load) in trial.Loads ?? new Dictionary<string, LoadSummary>())
        {
            console.MarkupLine($"  load         {MarkupText.Of(Sentences.Load(name, load))}");
        }

        if (trial.LatencyUs.Behind is { } behind)
        {
            console.MarkupLine($"  behind       started late by {Quantiles(behind)}");
        }

        if (trial.ThinkTimeUs is { } think)
        {
            console.MarkupLine($"  think time   {Quantiles(think)} from the last byte written to the client's FIN");
        }

        if (trial.CloseDelayUs is { } delay)
        {
            console.MarkupLine($"  close delay  really {Quantiles(delay)}");
        }

        if (trial.Server.Faults is { } faults)
        {
            console.MarkupLine(
                $"  faults       {Format.Count(faults.Late)} answers late, {Format.Count(faults.Cut)} cut, "
                + $"{Format.Count(faults.Reset)} reset");
        }

        if (trial.Client.Continue is { } bodies)
        {
            console.MarkupLine(
                $"  bodies       {Format.Count(bodies.Received)} sent after a 100, {Format.Count(bodies.Overdue)} without one, "
                + $"{Format.Count(bodies.Withheld)} not sent");
        }

        if (trial.Restart is { } restart)
        {
            var refused = string.Join(", ", restart.Errors.Select(e => $"{e.Key} {Format.Count(e.Value)}"));
            var how = restart.Failed == 0 ? "the server listens again" : $"[yellow]refused[/]: {refused}";
            console.MarkupLine($"  restart      {how}, after {restart.WaitedSeconds:0.0} s");
        }

        PrintLifetimes(console, "TIME_WAIT", trial.Server.TimeWaitLifetimeMs, trial.Client.TimeWaitLifetimeMs);
        PrintLifetimes(console, "FIN_WAIT2", trial.Server.FinWait2LifetimeMs, trial.Client.FinWait2LifetimeMs);
        if (trial.Link is { } link)
        {
            console.MarkupLine(
                $"  link         rtt {Format.Duration(link.RttUs)}: {Format.Count(link.ToServer.Frames)} frames to the server, "
                + $"{Format.Count(link.ToClient.Frames)} to the client, "
                + $"{Format.Count(link.ToServer.Dropped + link.ToClient.Dropped)} dropped; "
                + (link.LateUs is { Count: > 0 } late
                    ? $"later than asked by p50 {Format.Duration(late.P50)}, p99 {Format.Duration(late.P99)}"
                    : "lateness not measured"));
            if (link.Rules is { Count: > 0 } rules)
            {
                var taken = rules.Select(r => $"{r.Key} {Format.Count(r.Value.Matched)}");
                console.MarkupLine($"  its rules    took so many segments: {MarkupText.Of(string.Join(", ", taken))}");
            }
        }

        foreach (var expectation in trial.Expectations)
        {
            var mark = expectation.Passed ? "[green]ok[/]    " : "[red]MISSED[/]";
            console.MarkupLine($"  {mark}  {MarkupText.Of(expectation.Text)}  [dim](is {ExpectationText.Found(expectation)})[/]");
        }
    }

    private static void PrintLifetimes(IAnsiConsole console, string state, LifetimeSummary? server, LifetimeSummary? client)
    {
        foreach (var (side, lives) in new[] { ("server", server), ("client", client) })
        {
            if (lives is { Count: > 0 })
            {
                console.MarkupLine(
                    $"  {state}    lived {lives.Min / 1000:0.00} to {lives.Max / 1000:0.00} s on the {side}, "
                    + $"median {lives.P50 / 1000:0.00} s ({Format.Count(lives.Count)} of them)");
            }
        }
    }

    private static void PrintProgram(IAnsiConsole console, string side, ProgramSummary? program, bool mayHaveFailed = false)
    {
        if (program is not null)
        {
            var exits = program.ExitCodes.Count == 0 ? "ended with the trial" : string.Join(", ", program.ExitCodes.Select(Exit));
            var late = program.TimedOut > 0 ? $"; {Format.Count(program.TimedOut.Value)} ended at the timeout" : "";
            var left = program.LeftBehind > 0 ? $"; {Format.Count(program.LeftBehind.Value)} processes left behind and ended" : "";
            var command = MarkupText.Of(string.Join(' ', program.Command));
            console.MarkupLine($"  {side,-11}  {command}  [dim]({exits}{late}{left}; CPU {program.CpuSeconds:0.00} s)[/]");
            if ((mayHaveFailed || program.ExitCodes.Any(e => e.Key != "0")) && ProgramText.LastWords(program) is { Length: > 0 } words)
            {
                console.MarkupLine($"  {"",-11}  its last words: {MarkupText.Of(words)}");
            }
        }
    }

    private static string Exit(KeyValuePair<string, long> exit)
    {
        var text = $"{Format.Counted(exit.Value, "run")} with exit code {exit.Key}";
        return exit.Key == "0" ? text : $"[/][red]{text}[/][dim]";
    }

    private static FittedTable Sides(TrialSummary trial)
    {
        var table = new FittedTable("");
        foreach (var (index, key) in OfSides.Index())
        {
            table.Add(Figures.Get($"server.{key}").Heading, rank: -index);
        }

        foreach (var side in new[] { "server", "client" })
        {
            table.AddRow(side, [.. OfSides.Select(key => Cell(Figures.Get($"{side}.{key}")))]);
        }

        return table;

        string Cell(Figure figure)
        {
            var text = figure.Measured(new(trial)) is { } value ? Format.Figure(figure.Unit, value) : "-";
            return figure.Key.EndsWith(OfSides[0], StringComparison.Ordinal) ? $"[bold]{text}[/]" : text;
        }
    }

    private static FittedTable Nodes(NodeTable nodes)
    {
        var table = new FittedTable("node");
        foreach (var column in nodes.Columns)
        {
            table.Add(column.Head, column.Rank, column.IsFigure);
        }

        foreach (var (node, cells) in nodes.Rows)
        {
            table.AddRow(node, [.. cells.Select(MarkupText.Of)]);
        }

        return table;
    }

    // Of built-in roles those that failed by it are among the failed.
    private static string Resets(TrialSummary trial) =>
        trial is { Client.Program: not null, ClosedFirst.Reset: > 0 and var reset } ? $"[red]{Format.Count(reset)} reset[/], " : "";

    private static string Counted(long? count, string word) =>
        count is { } known ? $"{Format.Count(known)} {word}" : $"{word}: {Format.NotMeasured}";

    private static string Errors(ConnectionSummary connections) => connections.Failed switch
    {
        null or 0 => Counted(connections.Failed, "failed"),
        _ => $"[red]{Format.Count(connections.Failed)} failed[/] "
            + $"({string.Join(", ", connections.Errors.Select(e => $"{e.Key} {Format.Count(e.Value)}"))})",
    };

    private static string? PerSecond(double? rate) => rate is { } known ? Format.Figure(FigureUnit.PerSecond, known) : null;

    private static string Quantiles(DurationSummary times) =>
        $"p50 {Format.Duration(times.P50)}, p99 {Format.Duration(times.P99)}, max {Format.Duration(times.Max)}";
}
