using System.CommandLine;
using System.Text.Json;
using Harness.Analysis.Catalogue;
using Harness.Analysis.Comparing;
using Harness.Analysis.Results;
using Harness.Cli.Running;
using Harness.Cli.Terminal;
using Harness.Controller;
using Harness.Controller.Launching;
using Harness.Linux.Files;
using Harness.Reporting;

namespace Harness.Cli.Commands;

/// <summary><c>harness compare A B...</c></summary>
internal static class CompareCommand
{
    public const string Examples =
        """
        Examples:
          ./run.sh compare server-closes-first client-closes-first
          ./run.sh compare server-closes-first results/latest --repeat 10
          ./run.sh compare results/20261120T120000Z-server-closes-first \
              results/20261121T120000Z-server-closes-first
          ./run.sh compare server-closes-first --connections 200 --repeat 3 \
              -L 'server.close=immediately,{after: 2ms},reset' \
              -L client.like=curl,siege,ab \
              -L server.response.content_length=exact,missing
          ./run.sh compare server-closes-first client-closes-first \
              --figure server.counters.Tcp.OutRsts \
              --figure latency_us.connect.max

        The first of what is compared is the reference. Scenarios run in rounds, A B A B ..., each trial in a fresh pair of sides.
        A value with commas is written in braces or brackets: -L 'server.close={after: 1ms},immediately'.
        Expectations are not judged here. A server that waits for its client (when_client_closes) and a client that reads to the
        end (ab, or a missing Content-Length) wait for each other until the client's timeout: such a cell takes long.

        Exit codes: 0 compared, 2 command line, scenario or result folder wrong, 3 this machine cannot run it,
        4 a run broke off, 130 interrupted.
        """;

    private const int UsualRounds = 5;

    public static Command Create()
    {
        var subjects = new Argument<string[]>("A B")
        {
            Description = "Scenario files, folders of them, and result folders, in any mix",
            Arity = ArgumentArity.OneOrMore,
        };
        var matrix = new Option<string[]>(ComparedThings.MatrixOption)
        {
            Description = "Values of a key to compare, such as client.like=curl,ab; several -L make every combination",
            HelpName = "KEY=VALUE,VALUE",
        };
        var repeat = SharedOptions.Number("--repeat", "Rounds in which every scenario is run once", $"{UsualRounds}", 1000);
        var figures = new Option<string[]>("--figure")
        {
            Description = "A figure to compare besides those that are always shown, by its key; may be repeated. "
                + "results/README.md lists all",
            HelpName = "KEY",
        };
        var output = SharedOptions.Out("the comparison's folder is");
        var quiet = SharedOptions.Quiet();
        var json = SharedOptions.Json();
        var command = new Command("compare", "Compares closing policies: scenarios, run interleaved, and result folders, side by side.")
        {
            subjects, matrix, repeat, figures, output, quiet, json,
        };
        var changes = new ChangeOptions(command);
        var hosts = new HostsOption(command);
        command.SetAction(async (parsed, _) =>
        {
            var rounds = parsed.GetValue(repeat) ?? UsualRounds;
            return (int)await CompareAsync(
                ComparedThings.Read(
                    parsed.GetValue(subjects)!, parsed.GetValue(matrix) ?? [], hosts.Change(parsed, changes.Read(parsed)), rounds),
                hosts.Read(parsed, parsed.GetValue(quiet)),
                rounds,
                [.. (parsed.GetValue(figures) ?? []).Select(FigureOf)],
                parsed.GetValue(output)!,
                parsed.GetValue(quiet),
                parsed.GetValue(json));
        });
        return command;
    }

    private static Figure FigureOf(string key) => Figures.Find(key)
        ?? throw new UsageException($"--figure {key}: is not a figure of a trial{Figures.Suggestion(key)} (results/README.md lists all)");

    private static async Task<ExitCode> CompareAsync(
        ComparedThings things,
        HostLauncher? hosts,
        int rounds,
        IReadOnlyList<Figure> figures,
        string output,
        bool isQuiet,
        bool isJson)
    {
        OptionalParts.Require(things.Plans, OptionalParts.Engines);
        HostsOption.RequireNamed(hosts, things.Plans, figures.Select(f => f.Key));
        var startedAt = TimeProvider.System.GetUtcNow();
        using var folder = ComparisonFolder.Create(output, startedAt, new OutputFiles());
        using var interrupt = new Interrupt();
        var session = new RunSession(folder.Runs, isQuiet, interrupt.Token) { Hosts = hosts };
        var (end, runs) = await Rounds.RunAsync([.. Enumerable.Repeat(things.Plans, rounds)], session);
        var comparison = Comparer.Compare(things.Sources(runs), things.Matrix, startedAt, end == RunEnd.Complete, figures) with
        {
            Overrides = things.Overrides,
        };
        var report = folder.Write(comparison, Home.IsResults(output));
        if (isJson)
        {
            var placed = comparison with { Place = new(folder.Path, report) };
            Console.WriteLine(JsonSerializer.Serialize(placed, ResultJson.Indented.Comparison));
        }
        else
        {
            ComparisonView.Print(Output.Console, comparison, Home.Shown(report));
        }

        return ExitCodes.Of(end);
    }
}
