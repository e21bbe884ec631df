using Harness.Scenarios.Words;
using Spectre.Console;

namespace Harness.Cli.Terminal;

/// <summary>A line that is never folded here: a path in it can be copied, whatever the terminal does where it ends.</summary>
internal static class LongLine
{
    /// <summary>Writes it, without markup.</summary>
    public static void Write(IAnsiConsole console, string text) => console.Profile.Out.Writer.WriteLine(Visible.Line(text));
}
