using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Harness.Analysis.Words;

namespace Harness.Cli;

/// <summary>Prints a command's help and, below it, its examples: in the list of commands they would be in the way.</summary>
/// <param name="help">The usual help.</param>
internal sealed class ExampleHelp(HelpAction help) : SynchronousCommandLineAction
{
    // Where no terminal says how wide it is.
    private const int Widest = 100;

    private static readonly string File = RootCommand.ExecutableName;

    /// <summary>Gives every command of <paramref name="root"/> a help that ends with its examples.</summary>
    public static void Install(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new ExampleHelp((HelpAction)option.Action!);
    }

    /// <summary>Help is given also where arguments are missing.</summary>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        using var usual = new StringWriter();
        parseResult.InvocationConfiguration.Output = usual;
        var code = help.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output = output;

        // The library knows the program by its file, and people by what they type.
        output.Write($"{usual}".Replace($"\n  {File} ", $"\n  {Home.Command} ", StringComparison.Ordinal));
        if (CommandTree.Examples(parseResult.CommandResult.Command) is { } text)
        {
            foreach (var line in Folded(Home.Named(text), Math.Min(help.MaxWidth, Widest)))
            {
                output.WriteLine(line);
            }
        }

        return code;
    }

    // Lines of prose are one paragraph; what is indented stands as it is written.
    private static IEnumerable<string> Folded(string text, int width)
    {
        foreach (var block in text.Split("\n\n"))
        {
            IEnumerable<string> lines = block.Split('\n');
            foreach (var line in lines.Any(l => l.StartsWith(' ')) ? lines : Folding.Lines(string.Join(' ', lines), width))
            {
                yield return line;
            }

            yield return "";
        }
    }
}
