using System.Text;
using System.Text.RegularExpressions;
using Harness.Scenarios.Words;

namespace Harness.Cli.Terminal;

/// <summary>
/// Writes what may hold text from outside: control characters as escapes, and in a job of GitHub nothing that its runner takes for a
/// command (a line that begins with <c>::</c>, and <c>##[</c>).
/// </summary>
internal sealed partial class VisibleWriter(TextWriter output, bool isGitHub) : TextWriter
{
    public override Encoding Encoding => output.Encoding;

    public override void Write(char value) => Write($"{value}");

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(string? value)
    {
        var shown = Visible.Text(value ?? "");
        output.Write(isGitHub ? CommandPattern().Replace(shown, command => command.Value.Insert(command.Length - 1, "\\")) : shown);
    }

    public override void Flush() => output.Flush();

    [GeneratedRegex(@"^\s*::|##\[", RegexOptions.Multiline, 1000)]
    private static partial Regex CommandPattern();
}
