using Harness.Scenarios.Words;
using Spectre.Console;

namespace Harness.Cli.Terminal;

/// <summary>Text, which may come from outside, as a console's markup: nothing in it is markup, or a control sequence.</summary>
internal static class MarkupText
{
    /// <summary>On one line.</summary>
    public static string Of(string text) => Escaped(Visible.Line(text));

    /// <summary>On as many lines as it has.</summary>
    public static string OfLines(string text) => Escaped(Visible.Text(text));

#pragma warning disable RS0030 // Banned everywhere else, because it lets control characters through.
    private static string Escaped(string text) => Markup.Escape(text);
#pragma warning restore RS0030
}
