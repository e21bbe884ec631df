using Harness.Analysis.Words;
using Harness.Controller.Machine;
using Spectre.Console;

namespace Harness.Cli.Terminal;

/// <summary>What was found out about this machine, on stdout: a line for each thing, and what to do about it below.</summary>
internal static class FindingsView
{
    private const int Beside = 22;

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
            var head = $"{mark}  [bold]{MarkupText.Of(finding.What),-12}[/] ";
            var beside = new string(' ', Math.Max(Beside, Markup.Remove(head).Length));
            foreach (var (index, line) in Folding.Lines(finding.Found, console.Profile.Width - beside.Length).Index())
            {
                console.MarkupLine($"{(index == 0 ? head : beside)}{MarkupText.Of(line)}");
            }

            foreach (var line in Folding.Lines(Home.Named(finding.Advice), console.Profile.Width - Beside).Where(l => l.Length > 0))
            {
                console.MarkupLine($"{"",Beside}{MarkupText.Of(line)}");
            }
        }
    }
}
