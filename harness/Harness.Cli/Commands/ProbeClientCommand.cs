using System.Collections.Frozen;
using System.CommandLine;
using System.Text.Json;
using Harness.Analysis.Probing;
using Harness.Analysis.Results;
using Harness.Cli.Running;
using Harness.Cli.Terminal;
using Harness.Controller;
using Harness.Linux.Files;
using Harness.Reporting;
using Harness.Scenarios.Planning;

namespace Harness.Cli.Commands;

/// <summary><c>harness probe client -- COMMAND</c></summary>
internal static class ProbeClientCommand
{
    public const string Examples =
        """
        The command must name the server: {url}, {authority}, {host} and {port} are filled in. A shell may need quotes around them.

        Examples:
          ./run.sh probe client -- curl -s {url}
          ./run.sh probe client -- curl -s {url} {url}     is a connection reused?
          ./run.sh probe client --times 3 -- siege -r 10 -c 10 {url}
          ./run.sh probe client --server-waits 2s --json -- \
              ./my-client --host {host} --port {port}

        Exit codes: 0 found out, 2 command line wrong, 3 this machine cannot run it, 4 the probe broke off or the program never connected,
        130 interrupted.
        """;

    /// <summary>The argument that is a program's own command line.</summary>
    public const string ProgramName = "COMMAND";

    private const int UsualTimes = 10;

    private static readonly TimeSpan UsualTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan UsualWait = TimeSpan.FromMilliseconds(200);

    // What a client does to its connections is what is asked here.
    private static readonly FrozenSet<string> InVerdict =
        ["closed_with_unread_data", "data_after_client_close", "data_after_server_close"];

    public static Command Create()
    {
        var program = new Argument<string[]>(ProgramName)
        {
            Description = "The client program and its arguments, after --",
            Arity = ArgumentArity.OneOrMore,
        };
        var times = SharedOptions.Number("--times", "Runs per form of response", $"{UsualTimes}", 100_000);
        var timeout = SharedOptions.Duration(
            "--timeout", "How long one run may take before it is ended", UsualTimeout, TimeSpan.FromHours(24));
        var waits = SharedOptions.Duration(
            "--server-waits",
            "How long the server waits for the client to close before it closes itself",
            UsualWait,
            TimeSpan.FromHours(1));
        var output = SharedOptions.Out("the result folder is");
        var quiet = SharedOptions.Quiet();
        var json = SharedOptions.Json();
        var command = new Command(
            "client",
            "Tests any client program: does it close first, how quickly, does it reset connections, and how many does it open?")
        {
            program, times, timeout, waits, output, quiet, json,
        };
        command.SetAction(async (parsed, _) => (int)await RunAsync(
            new ClientProbeOptions
            {
                Command = parsed.GetValue(program)!,
                Times = parsed.GetValue(times) ?? UsualTimes,
                Timeout = parsed.GetValue(timeout) ?? UsualTimeout,
                ServerWaits = parsed.GetValue(waits) ?? UsualWait,
            },
            parsed.GetValue(output)!,
            parsed.GetValue(quiet),
            parsed.GetValue(json)));
        return command;
    }

    private static async Task<ExitCode> RunAsync(ClientProbeOptions options, string output, bool isQuiet, bool isJson)
    {
        Check(options);
        var plan = ClientProbing.Plan(options, new ScenarioPlanner(Home.Vocabulary));
        using var interrupt = new Interrupt();
        using var parent = ResultParent.Open(output, new OutputFiles());
        var session = new RunSession(parent, isQuiet, interrupt.Token)
        {
            Untold = InVerdict,
            IsLatest = Home.IsResults(output),
            Answering = summary => ClientProbing.Read(options, summary).Verdict,
        };
        var run = await session.RunAsync(plan, drawsReport: true);
        var probe = ClientProbing.Read(options, run.Summary);
        if (isJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(probe, ResultJson.Indented.ClientProbe));
        }
        else
        {
            ClientProbeView.Print(Output.Console, probe, run.Summary.BrokeOff, run.Report);
        }

        return run.End == RunEnd.Complete && probe.Forms.All(f => f.Connections == 0) ? ExitCode.BrokeOff : ExitCodes.Of(run.End);
    }

    private static void Check(ClientProbeOptions options)
    {
        if (!ClientProbing.NamesTheServer(options.Command))
        {
            throw new UsageException(
                "the command does not say where to connect: write {url}, or {host} and {port}, where it takes the server, "
                + "as in 'probe client -- curl -s {url}'");
        }
    }
}
