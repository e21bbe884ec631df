using System.CommandLine;
using System.Text;

namespace Harness.Cli.Manual;

/// <summary>The man page of a command, from the same texts as its help; see man-pages(7) and groff_man(7).</summary>
internal sealed class ManualPage
{
    private readonly Command command;
    private readonly StringBuilder text = new();

    private ManualPage(Command command) => this.command = command;

    /// <summary>The pages of <paramref name="root"/> and all that is below it, each with its name: <c>harness-probe-client</c>.</summary>
    public static IEnumerable<(string Name, string Text)> All(RootCommand root, DateOnly date)
    {
        var pages = new Queue<Command>([root]);
        while (pages.TryDequeue(out var command))
        {
            yield return (string.Join('-', Words(command)), new ManualPage(command).Write(date));
            foreach (var inner in command.Subcommands.Where(c => !c.Hidden))
            {
                pages.Enqueue(inner);
            }
        }
    }

    private string Write(DateOnly date)
    {
        var name = Roff.Escaped(string.Join('-', Words(command)));
        var (first, rest) = Sentences(command.Description!);
        Line($".TH {name.ToUpperInvariant()} 1 {date:yyyy-MM-dd} \"harness {Home.Version}\" \"User Commands\"");
        Line($".SH NAME\n{name} \\- {Roff.Escaped(char.ToLowerInvariant(first[0]) + first[1..].TrimEnd('.'))}");
        Line($".SH SYNOPSIS\n\\fB{Roff.Escaped(string.Join(' ', Words(command)))}\\fR{Synopsis()}");
        var help = new HelpText(CommandTree.Examples(command) ?? "");
        Section("DESCRIPTION", string.Join("\n.PP\n", [Roff.Lines(first + rest), .. help.Prose.Select(Roff.Lines)]));
        Section("ARGUMENTS", Entries(command.Arguments.Select(a => ($"\\fI{Roff.Escaped(a.HelpName ?? a.Name)}\\fR", a.Description))));
        Section("COMMANDS", Entries(Commands.Select(c => ($"\\fB{Roff.Escaped(c.Name)}\\fR", c.Description))));
        Section("OPTIONS", Entries(command.Options.Where(o => !o.Hidden).Select(o => (Option(o), o.Description))));
        Section("EXAMPLES", help.Examples.Length == 0 ? "" : $".EX\n{Roff.Verbatim(Home.Named(help.Examples, "harness"))}\n.EE");
        Section("EXIT STATUS", Roff.Lines(help.ExitCodes));
        Section("SEE ALSO", string.Join(",\n", SeeAlso().Select(page => $".BR {Roff.Escaped(page)} (1)")));
        return text.ToString();
    }

    private IEnumerable<Command> Commands => command.Subcommands.Where(c => !c.Hidden);

    private string Synopsis() => string.Concat(command.Arguments.Select(Argument))
        + (Commands.Any() ? " \\fICOMMAND\\fR" : "") + " [\\fIoptions\\fR]";

    private static string Argument(Argument argument)
    {
        var name = $"\\fI{Roff.Escaped(argument.HelpName ?? argument.Name)}\\fR{(argument.Arity.MaximumNumberOfValues > 1 ? "..." : "")}";
        return argument.Arity.MinimumNumberOfValues == 0 ? $" [{name}]" : $" {name}";
    }

    private static string Option(Option option)
    {
        var names = option.Aliases.Append(option.Name).Where(n => n.StartsWith('-')).Select(n => $"\\fB{Roff.Escaped(n)}\\fR");
        return string.Join(", ", names) + (option.HelpName is { } value ? $" \\fI{Roff.Escaped(value)}\\fR" : "");
    }

    private IEnumerable<string> SeeAlso()
    {
        var own = string.Join('-', Words(command));
        var around = command is RootCommand ? [] : new[] { string.Join('-', Words(command).SkipLast(1)) };
        return around.Concat(Commands.Select(c => $"{own}-{c.Name}"));
    }

    private void Section(string heading, string content)
    {
        if (content.Length > 0)
        {
            Line($".SH {heading}\n{content}");
        }
    }

    private void Line(string line) => text.Append(line).Append('\n');

    private static string Entries(IEnumerable<(string Tag, string? About)> entries) =>
        string.Join('\n', entries.Select(e => $".TP\n{e.Tag}\n{Roff.Lines(e.About ?? "")}"));

    // The root is called as the file that runs, which is another one in tests.
    private static IEnumerable<string> Words(Command command) => command is RootCommand
        ? ["harness"]
        : [.. Words(command.Parents.OfType<Command>().Single()), command.Name];

    private static (string First, string Others) Sentences(string about) =>
        about.IndexOf(". ", StringComparison.Ordinal) is > 0 and var end ? (about[..(end + 1)], about[(end + 1)..]) : (about, "");
}
