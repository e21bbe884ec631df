using System.CommandLine;
using System.CommandLine.Parsing;
using Harness.Scenarios.Yaml;

namespace Harness.Cli;

/// <summary>
/// Finds what is wrong with a command line, and what may be meant: the library takes a mistyped option for the name of a file.
/// </summary>
internal static class CommandLine
{
    /// <summary>What is wrong; empty when nothing is. A word that is unknown is the only thing said: the rest follows from it.</summary>
    public static IReadOnlyList<string> Mistakes(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var unknown = UnknownOptions(parsed).Select(o => $"unknown option {o}{Suggestion(o, OptionsOf(parsed.CommandResult))}").ToList();
        if (unknown.Count == 0 && command.Subcommands.Any(c => !c.Hidden) && Words(parsed).FirstOrDefault() is { } word)
        {
            unknown.Add($"unknown command '{word}'{Suggestion(word, command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name))}");
        }

        return unknown.Count > 0 ? unknown : [.. parsed.Errors.Select(e => e.Message)];
    }

    // Of a command that takes another program's, all that follows its name is that program's own.
    private static IEnumerable<string> UnknownOptions(ParseResult parsed)
    {
        var isProgram = parsed.CommandResult.Command.Arguments.Any(a => a.Name == Commands.ProbeClientCommand.ProgramName);
        var words = Words(parsed);
        return (isProgram ? words.TakeWhile(IsOption) : words).Where(IsOption).Select(o => o.Split('=')[0]);
    }

    // What is neither an option, nor an option's value, nor a command, up to the first --.
    private static IEnumerable<string> Words(ParseResult parsed)
    {
        HashSet<Token> values = new(ReferenceEqualityComparer.Instance);
        values.UnionWith(parsed.CommandResult.Children.OfType<OptionResult>().SelectMany(o => o.Tokens));
        return parsed.Tokens.TakeWhile(t => t.Type != TokenType.DoubleDash)
            .Where(t => t.Type == TokenType.Argument && !values.Contains(t))
            .Select(t => t.Value);
    }

    private static bool IsOption(string word) => word.Length > 1 && word[0] == '-' && !Path.Exists(word);

    private static IEnumerable<string> OptionsOf(CommandResult command)
    {
        for (SymbolResult? at = command; at is CommandResult { Command: var here }; at = at.Parent)
        {
            foreach (var option in here.Options.Where(o => !o.Hidden && (here == command.Command || o.Recursive)))
            {
                yield return option.Name;
            }
        }
    }

    // Of one letter, any other one is as near.
    private static string Suggestion(string word, IEnumerable<string> known) =>
        SpellingSuggestion.Nearest(word, known.Where(k => k.Length > 2)) is { } near && word.Length > 2 ? $"; did you mean {near}?" : "";
}
