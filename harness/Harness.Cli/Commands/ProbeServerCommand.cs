using System.CommandLine;
using System.Net;
using System.Text.Json;
using Harness.Agent.Probing;
using Harness.Analysis.Probing;
using Harness.Analysis.Results;
using Harness.Cli.Running;
using Harness.Cli.Terminal;
using Harness.Controller.Launching;
using Harness.Protocol.Probing;
using Harness.Protocol.Tcp;

namespace Harness.Cli.Commands;

/// <summary><c>harness probe server URL</c></summary>
internal static class ProbeServerCommand
{
    public const string Examples =
        "Only addresses of this machine are accepted. The probe sends a few dozen requests, one at a time, and needs no rights. "
        + "It takes up to "
        + "eight times --wait, or half a minute for a client that must wait for the server; where answers are slow, each client makes "
        + "fewer connections. Its own TIME_WAITs stay their minute.\n\n"
        + """
        Examples:
          ./run.sh probe server http://127.0.0.1:8080/
          ./run.sh probe server --wait 80s http://localhost/     idle time-out: 75 s
          ./run.sh probe server --json http://[::1]:8080/

        Exit codes: 0 found out, 2 command line wrong or not this machine, 3 nothing answers in HTTP there, 4 the server ended on the way,
        130 interrupted.
        """;

    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(10);

    public static Command Create()
    {
        var url = new Argument<string>("URL") { Description = "What to ask for, http:// on an address of this machine" };
        var wait = SharedOptions.Duration(
            "--wait",
            "The longest to wait for the server's FIN, for the end of a drain, or for an idle time-out",
            UsualWait,
            TimeSpan.FromHours(1));
        var quiet = SharedOptions.Quiet();
        var json = SharedOptions.Json();
        var command = new Command(
            "server",
            "Tests any server on this machine: how and when it closes (plain close, half-close and drain, keep-alive, reset), "
            + "and which side ends with TIME_WAIT.")
        {
            url, wait, quiet, json,
        };
        command.SetAction(async (parsed, _) =>
            (int)await RunAsync(parsed.GetValue(url)!, parsed.GetValue(wait) ?? UsualWait, parsed.GetValue(quiet), parsed.GetValue(json)));
        return command;
    }

    private static async Task<ExitCode> RunAsync(string text, TimeSpan wait, bool isQuiet, bool isJson)
    {
        using var interrupt = new Interrupt();
        var (url, server) = await LocalServer.ResolveAsync(text, interrupt.Token);
        Action<string> progress = isQuiet ? _ => { } : what => Console.Error.WriteLine($"probing: {what} ...");
        var found = await ProbeAsync(server, url, wait, progress, interrupt.Token);
        var probe = found with { Verdict = [.. ServerVerdict.Of(found)] };
        if (isJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(probe, ResultJson.Indented.ServerProbe));
        }
        else
        {
            ServerProbeView.Print(Output.Console, probe);
        }

        return probe.Gone is null ? ExitCode.Success : ExitCode.BrokeOff;
    }

    private static async Task<ServerProbe> ProbeAsync(
        IPEndPoint server, Uri url, TimeSpan wait, Action<string> progress, CancellationToken stop)
    {
        try
        {
            return await ServerProbing.RunAsync(server, url, wait, progress, stop);
        }
        catch (TcpException error)
        {
            throw new MachineException($"{url}: no connection to {server} ({error.Errno}); is the server running?");
        }
        catch (ServerGoneException error)
        {
            throw new MachineException($"{url}: the server answered, and then it was gone ({error.Errno}); look at what it wrote");
        }
        catch (InvalidDataException)
        {
            throw new MachineException($"{url}: what answers at {server} does not speak HTTP/1, or says nothing");
        }
    }
}
