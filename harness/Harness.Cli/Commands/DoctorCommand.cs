using System.CommandLine;
using Harness.Cli.Running;
using Harness.Cli.Terminal;
using Harness.Controller.Machine;

namespace Harness.Cli.Commands;

/// <summary><c>harness doctor</c>: says whether this machine can run scenarios, and what is missing.</summary>
internal static class DoctorCommand
{
    public const string Examples =
        """
        Example:
          ./run.sh doctor
        """;

    public static Command Create()
    {
        var command = new Command(
            "doctor",
            "Says whether this machine can run scenarios, and what is missing. Exit code 0 when it can, 3 when it cannot.");
        command.SetAction(async (_, cancellationToken) => (int)await CheckAsync(cancellationToken));
        return command;
    }

    private static async Task<ExitCode> CheckAsync(CancellationToken cancellationToken)
    {
        var findings = await Doctor.ExamineAsync(cancellationToken);
        FindingsView.Print(Output.Console, [.. findings, AgentPrograms.Finding(), .. OptionalParts.Findings()]);
        return findings.Any(f => f.State == FindingState.Missing) ? ExitCode.Machine : ExitCode.Success;
    }
}
