using Spectre.Console;

namespace Harness.Cli.Terminal;

/// <summary>stdout, where results go: with colours on a terminal, plain and unbroken in a pipe.</summary>
internal static class Output
{
    private const int PipeWidth = 200;

    public static IAnsiConsole Console { get; } = Create();

    private static IAnsiConsole Create()
    {
        var isTerminal = !System.Console.IsOutputRedirected;
        // Spectre takes a pipe for a terminal when TERM is set.
        var console = StandardStreams.Console(isTerminal ? AnsiSupport.Detect : AnsiSupport.No);
        if (!isTerminal)
        {
            console.Profile.Width = PipeWidth;
        }

        return console;
    }
}
