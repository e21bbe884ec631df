using Harness.Controller.Machine;
using Spectre.Console;

namespace Harness.Cli.Terminal;

/// <summary>What was found out about this machine, on stdout: a line for each thing, and what to do about it below.</summary>
internal static class FindingsView
{
    public static void Print(IAnsiConsole console, IReadOnlyList<Finding> findings)
    {
        foreach (var finding in findings)
        {
            var mark = finding.State switch
            {
                FindingState.Good => "[green]ok     [/]",
                FindingState.Limited => "[yellow]limited[/]",
                _ => "[red]MISSING[/]",
            };
            console.MarkupLine($"{mark}  [bold]{MarkupText.Of(finding.What),-12}[/] {MarkupText.Of(finding.Found)}");
            if (finding.Advice.Length > 0)
            {
                console.MarkupLine($"{"",22}{MarkupText.Of(Home.Named(finding.Advice))}");
            }
        }
    }
}
