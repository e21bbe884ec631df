using Harness.Analysis.Results;
using Harness.Scenarios.Words;
using Spectre.Console;

namespace Harness.Cli.Terminal;

/// <summary>Scenarios on stdout: on a terminal below their folders, in a pipe a line each, for grep and cut.</summary>
internal static class ScenarioListView
{
    /// <summary>Path, claims and the first sentence of what it shows; between them tabs where nobody reads it on a terminal.</summary>
    public static void Print(IAnsiConsole console, IReadOnlyList<ScenarioEntry> scenarios, bool isTerminal)
    {
        if (!isTerminal)
        {
            foreach (var scenario in scenarios)
            {
                string[] parts = [Home.Shown(scenario.Path), Claims(scenario), FirstSentence(scenario.About)];
                console.Profile.Out.Writer.WriteLine(string.Join('\t', parts.Select(Visible.Line)));
            }

            return;
        }

        foreach (var folder in scenarios.GroupBy(s => Path.GetDirectoryName(Home.Shown(s.Path))!))
        {
            console.WriteLine();
            console.MarkupLine($"[bold]{MarkupText.Of(folder.Key)}/[/]");
            foreach (var scenario in folder)
            {
                LongLine.Write(console, $"  {scenario.Name}");
                var claims = Claims(scenario) is { Length: > 0 } some ? $"[blue]{some}[/]  " : "";
                console.Write(new Padder(new Markup($"{claims}{MarkupText.Of(FirstSentence(scenario.About))}"), new Padding(6, 0, 0, 0)));
            }
        }

        console.WriteLine();
        console.MarkupLine("[dim]Run one by its name: ./run.sh run NAME. C01, C02, ... are the claims in docs/claims.md.[/]");
    }

    private static string Claims(ScenarioEntry scenario) => string.Join(' ', scenario.Reproduces);

    private static string FirstSentence(string about) =>
        about.IndexOf(". ", StringComparison.Ordinal) is > 0 and var end ? about[..(end + 1)] : about;
}
