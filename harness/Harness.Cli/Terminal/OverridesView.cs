using Harness.Analysis.Results;
using Harness.Analysis.Words;
using Spectre.Console;

namespace Harness.Cli.Terminal;

/// <summary>What the command line changed, on stdout, before anything else is said.</summary>
internal static class OverridesView
{
    /// <summary>A line; none when nothing was changed.</summary>
    public static void Print(IAnsiConsole console, IReadOnlyList<Override> overrides)
    {
        if (overrides.Count > 0)
        {
            console.MarkupLine($"  [yellow]{MarkupText.Of(Sentences.Changed(overrides))}[/]");
        }
    }
}
