using System.CommandLine;
using Harness.Cli.Terminal;
using Harness.Controller.Machine;
using Spectre.Console;

namespace Harness.Cli.Commands;

/// <summary><c>harness doctor</c></summary>
internal static class DoctorCommand
{
    public const string Examples =
        """
        Example:
          ./run.sh doctor
        """;

    public static Command Create()
    {
        var command = new Command("doctor", "Says whether this machine can run scenarios, and what is missing. Exit code 0 when it can, 3 when it cannot.");
        command.SetAction(async (_, cancellationToken) => (int)await CheckAsync(cancellationToken));
        return command;
    }

    private static async Task<ExitCode> CheckAsync(CancellationToken cancellationToken)
    {
        var findings = await Doctor.ExamineAsync(cancellationToken);
        foreach (var finding in findings.Concat(OptionalParts.Findings()))
        {
            var mark = finding.State switch
            {
                FindingState.Good => "[green]ok     [/]",
                FindingState.Limited => "[yellow]limited[/]",
                _ => "[red]MISSING[/]",
            };
            Output.Console.MarkupLine($"{mark}  [bold]{Markup.Escape(finding.What),-12}[/] {Markup.Escape(finding.Found)}");
            if (finding.Advice.Length > 0)
            {
                Output.Console.MarkupLine($"{"",22}{Markup.Escape(finding.Advice)}");
            }
        }

        return findings.Any(f => f.State == FindingState.Missing) ? ExitCode.Machine : ExitCode.Success;
    }
}
