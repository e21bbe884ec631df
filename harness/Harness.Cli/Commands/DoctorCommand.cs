using System.CommandLine;
using System.Text.Json;
using Harness.Analysis.Results;
using Harness.Cli.Running;
using Harness.Cli.Terminal;
using Harness.Controller.Launching;
using Harness.Controller.Machine;
using Harness.Scenarios.Options;

namespace Harness.Cli.Commands;

/// <summary><c>harness doctor</c>: says whether this machine can run scenarios, and what is missing.</summary>
internal static class DoctorCommand
{
    public const string Examples =
        """
        Examples:
          ./run.sh doctor
          ./run.sh doctor --json
          ./run.sh doctor --hosts lab.yaml
          ./run.sh doctor --hosts lab.yaml --remove-agents
        """;

    public static Command Create()
    {
        var command = new Command(
            "doctor",
            "Says whether this machine can run scenarios, and what is missing. Exit code 0 when it can, 3 when it cannot.");
        var json = SharedOptions.Json();
        command.Add(json);
        var hosts = new HostsOption(command);
        var remove = new Option<bool>("--remove-agents")
        {
            Description = "With --hosts: takes away the agents that runs have copied to the hosts, and does nothing else",
        };
        command.Add(remove);
        command.SetAction(async (parsed, cancellationToken) => (int)await ((hosts.Read(parsed), parsed.GetValue(remove)) switch
        {
            (null, true) => throw new UsageException("--remove-agents: name the hosts with --hosts FILE"),
            (null, false) => CheckAsync(parsed.GetValue(json), cancellationToken),
            ({ } launcher, true) => RemoveAsync(launcher, parsed.GetValue(json), cancellationToken),
            ({ } launcher, false) => CheckHostsAsync(launcher, parsed.GetValue(json), cancellationToken),
        }));
        return command;
    }

    private static async Task<ExitCode> CheckHostsAsync(HostLauncher launcher, bool isJson, CancellationToken cancellationToken)
    {
        var found = await launcher.ExamineAsync(IpVersion.V4, cancellationToken);
        return Say(
            [.. found.Select(f => HostFinding.Of(f.Host, f.Found, f.WhyNot))], [.. found.Select(f => f.Found).OfType<HostEntry>()], isJson);
    }

    private static async Task<ExitCode> RemoveAsync(HostLauncher launcher, bool isJson, CancellationToken cancellationToken)
    {
        var removed = await launcher.RemoveCopiesAsync(cancellationToken);
        return Say([.. removed.Select(r => HostFinding.OfRemoval(r.Host, r.WhyNot))], hosts: [], isJson);
    }

    private static async Task<ExitCode> CheckAsync(bool isJson, CancellationToken cancellationToken) => Say(
        [.. await Doctor.ExamineAsync(cancellationToken), AgentPrograms.Finding(), .. OptionalParts.Findings()], hosts: [], isJson);

    private static ExitCode Say(IReadOnlyList<Finding> findings, IReadOnlyList<HostEntry> hosts, bool isJson)
    {
        var canRun = findings.All(f => f.State != FindingState.Missing);
        if (isJson)
        {
            var report = new DoctorReport
            {
                CanRun = canRun,
                Findings = [.. findings.Select(f => new MachineFinding(f.What, $"{f.State}".ToLowerInvariant(), f.Found, f.Advice))],
                Hosts = hosts,
            };
            Console.WriteLine(JsonSerializer.Serialize(report, ResultJson.Indented.DoctorReport));
        }
        else
        {
            FindingsView.Print(Output.Console, findings);
        }

        return canRun ? ExitCode.Success : ExitCode.Machine;
    }
}
