using System.CommandLine;
using System.Text.Json;
using Harness.Analysis.Results;
using Harness.Cli.Running;
using Harness.Cli.Terminal;
using Harness.Controller.Machine;

namespace Harness.Cli.Commands;

/// <summary><c>harness doctor</c>: says whether this machine can run scenarios, and what is missing.</summary>
internal static class DoctorCommand
{
    public const string Examples =
        """
        Examples:
          ./run.sh doctor
          ./run.sh doctor --json
        """;

    public static Command Create()
    {
        var command = new Command(
            "doctor",
            "Says whether this machine can run scenarios, and what is missing. Exit code 0 when it can, 3 when it cannot.");
        var json = SharedOptions.Json();
        command.Add(json);
        command.SetAction(async (parsed, cancellationToken) => (int)await CheckAsync(parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<ExitCode> CheckAsync(bool isJson, CancellationToken cancellationToken)
    {
        IReadOnlyList<Finding> findings =
            [.. await Doctor.ExamineAsync(cancellationToken), AgentPrograms.Finding(), .. OptionalParts.Findings()];
        var canRun = findings.All(f => f.State != FindingState.Missing);
        if (isJson)
        {
            var report = new DoctorReport
            {
                CanRun = canRun,
                Findings = [.. findings.Select(f => new MachineFinding(f.What, $"{f.State}".ToLowerInvariant(), f.Found, f.Advice))],
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
