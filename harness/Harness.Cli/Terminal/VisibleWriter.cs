using System.Text;
using System.Text.RegularExpressions;
using Harness.Analysis.Words;
using Harness.Scenarios.Words;

namespace Harness.Cli.Terminal;

/// <summary>
/// Writes what may hold text from outside: control characters as escapes, and in a job of GitHub nothing that its runner takes for a
/// command (a line that begins with <c>::</c>, and <c>##[</c>).
/// </summary>
/// <param name="output">Where it goes.</param>
/// <param name="isGitHub">Whether a job of GitHub reads it.</param>
/// <param name="width">Lines longer than this are folded between words; null where they stay as they are.</param>
internal sealed partial class VisibleWriter(TextWriter output, bool isGitHub, int? width = null) : TextWriter
{
    public override Encoding Encoding => output.Encoding;

    public override void Write(char value) => Write($"{value}");

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(string? value)
    {
        var shown = Folded(Visible.Text(value ?? ""));
        output.Write(isGitHub ? CommandPattern().Replace(shown, command => command.Value.Insert(command.Length - 1, "\\")) : shown);
    }

    private string Folded(string text) => width is { } most && text.Length > most
        ? string.Join('\n', text.Split('\n').SelectMany(line => Folding.Lines(line, most)))
        : text;

    public override void Flush() => output.Flush();

    [GeneratedRegex(@"^\s*::|##\[", RegexOptions.Multiline, 1000)]
    private static partial Regex CommandPattern();
}
