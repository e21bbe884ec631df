using System.Text;
using Spectre.Console;

namespace Harness.Cli.Terminal;

/// <summary>stdout and stderr, which forgive a terminal that is gone and show no control character that comes from outside.</summary>
internal static class StandardStreams
{
    private static readonly ForgivingWriter Out = new(System.Console.Out);
    private static readonly ForgivingWriter Error = new(System.Console.Error);

    /// <summary>Why stdout did not take all that was written to it; null when it did.</summary>
    public static string? Lost => Out.Lost;

    /// <summary>From now on whatever is written goes through here.</summary>
    public static void Install()
    {
        var isGitHub = Environment.GetEnvironmentVariable("GITHUB_ACTIONS") == "true";
        System.Console.SetOut(new VisibleWriter(Out, isGitHub));
        int? width = System.Console.IsErrorRedirected || System.Console.WindowWidth <= 0 ? null : System.Console.WindowWidth;
        System.Console.SetError(new VisibleWriter(Error, isGitHub, width));
    }

    /// <summary>stdout with colours, where it is a terminal.</summary>
    public static IAnsiConsole Console(AnsiSupport ansi) => Create(System.Console.Out, Out, ansi);

    /// <summary>stderr with colours, where it is a terminal.</summary>
    public static IAnsiConsole ErrorConsole() => Create(System.Console.Error, Error, AnsiSupport.Detect);

    /// <summary>A live table hides the cursor of the terminal.</summary>
    public static void ShowCursor()
    {
        if (!System.Console.IsErrorRedirected)
        {
            Error.Write("\e[?25h");
        }
    }

    private static IAnsiConsole Create(TextWriter standard, TextWriter direct, AnsiSupport ansi)
    {
        var output = new DirectOutput(new AnsiConsoleOutput(standard), direct);
        return AnsiConsole.Create(new AnsiConsoleSettings { Ansi = ansi, Out = output });
    }

    /// <summary>A console's own control sequences must reach the terminal as they are.</summary>
    private sealed class DirectOutput(AnsiConsoleOutput standard, TextWriter direct) : IAnsiConsoleOutput
    {
        public TextWriter Writer => direct;

        public bool IsTerminal => standard.IsTerminal;

        public int Width => standard.Width;

        public int Height => standard.Height;

        public void SetEncoding(Encoding encoding) => standard.SetEncoding(encoding);
    }
}
