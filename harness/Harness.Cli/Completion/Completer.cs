using System.CommandLine;
using System.CommandLine.Completions;

namespace Harness.Cli.Completion;

/// <summary>
/// Finds out what may stand at a place of a command line. The library's own <c>[suggest]</c> takes a line apart by rules that are no
/// shell's, and does not say where a file is meant.
/// </summary>
internal sealed class Completer
{
    /// <summary>A line for the script: here the shell completes the names of files.</summary>
    public const string Files = ":files";

    /// <summary>A line for the script: here the shell completes the names of folders.</summary>
    public const string Folders = ":folders";

    private readonly List<string> arguments = [];
    private Command command;
    private Option? open;
    private bool areOptionsOver;

    private Completer(Command root) => command = root;

    /// <summary>A line for each word that may stand there, with what it does behind a tab; and where a shell knows better, what.</summary>
    /// <param name="root">All commands.</param>
    /// <param name="words">Those after the program, up to the one that is to be completed, which may be empty.</param>
    public static IEnumerable<string> Complete(Command root, IReadOnlyList<string> words)
    {
        var completer = new Completer(root);
        foreach (var word in words.SkipLast(1))
        {
            completer.Pass(word);
        }

        return completer.At(words.LastOrDefault("")).Distinct();
    }

    private IEnumerable<Option> Options =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options.Where(o => o.Recursive)));

    private void Pass(string word)
    {
        if (open is not null)
        {
            open = null;
        }
        else if (word == "--" && !areOptionsOver)
        {
            areOptionsOver = true;
        }
        else if (IsOption(word))
        {
            open = Options.FirstOrDefault(o => (o.Name == word || o.Aliases.Contains(word)) && TakesValue(o));
        }
        else if (command.Subcommands.FirstOrDefault(c => c.Name == word) is { } inner)
        {
            // Behind help stands what could stand in its place.
            command = inner.Name == "help" ? command : inner;
        }
        else
        {
            arguments.Add(word);
        }
    }

    private IEnumerable<string> At(string word)
    {
        if (open is not null)
        {
            return Values(open, open.HelpName, word);
        }

        if (IsOption(word))
        {
            var parts = word.Split('=', 2);
            return parts.Length == 2 && Options.FirstOrDefault(o => o.Name == parts[0] && TakesValue(o)) is { } given
                ? Values(given, given.HelpName, parts[1])
                : Options.Where(o => !o.Hidden)
                    .SelectMany(o => o.Aliases.Append(o.Name).Select(name => (name, o.Description)))
                    .Where(o => Begins(o.name, word) && o.name.StartsWith('-'))
                    .Select(o => Line(o.name, o.Description));
        }

        var commands = command.Subcommands.Where(c => !c.Hidden && Begins(c.Name, word)).Select(c => Line(c.Name, c.Description));
        return command.Arguments.FirstOrDefault(a => a.Arity.MaximumNumberOfValues > arguments.Count) is { } argument
            ? commands.Concat(Values(argument, argument.HelpName ?? argument.Name, word))
            : commands;
    }

    private IEnumerable<string> Values(Symbol symbol, string? kind, string word) =>
        symbol.GetCompletions(CompletionContext.Empty)
            .Where(item => Begins(item.Label, word))
            .Select(item => Line(item.Label, item.Detail))
            .Concat(kind switch
            {
                "FILE" or "A B" => [Files],
                "COMMAND" when areOptionsOver => [Files],
                "DIR" => [Folders],
                _ => Array.Empty<string>(),
            });

    private bool IsOption(string word) => !areOptionsOver && word.StartsWith('-');

    private static bool TakesValue(Option option) => option.ValueType != typeof(bool) && option.Arity.MaximumNumberOfValues > 0;

    private static bool Begins(string whole, string word) => whole.StartsWith(word, StringComparison.Ordinal);

    // A description is one line on a terminal; its first sentence is enough.
    private static string Line(string word, string? about) => $"{word}\t{about?.Split(['\n', ';'])[0]}";
}
